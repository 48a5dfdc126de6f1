CREATE TABLE "search_remotes" (
	"engine" text NOT NULL,
	"kind" text NOT NULL,
	"live" integer,
	"live_settings" text,
	"building" integer,
	"building_settings" text,
	"built_to" uuid,
	CONSTRAINT "search_remotes_engine_kind_pk" PRIMARY KEY("engine","kind")
);
