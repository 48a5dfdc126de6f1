-- What was signed, and its words, are never emptied at once.
CREATE TRIGGER contract_versions_no_truncate BEFORE TRUNCATE ON "contract_versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER contract_texts_no_truncate BEFORE TRUNCATE ON "contract_texts" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
