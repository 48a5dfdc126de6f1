ALTER TABLE "organisations" ADD COLUMN "two_person_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "two_person_before_fen" bigint;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_two_person_from" CHECK (("organisations"."two_person_from" is null) = ("organisations"."two_person_before_fen" is null));