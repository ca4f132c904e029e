CREATE TABLE `gpu` (
	`id` integer PRIMARY KEY NOT NULL,
	`node` integer NOT NULL,
	`uuid` text NOT NULL,
	FOREIGN KEY (`node`) REFERENCES `node`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `gpu_node_uuid` ON `gpu` (`node`,`uuid`);--> statement-breakpoint
CREATE TABLE `gpu_sample` (
	`gpu` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`interval_ms` integer NOT NULL,
	`used_bytes` integer,
	`reserved_bytes` integer,
	`free_bytes` integer,
	`total_bytes` integer,
	`util_pct` real,
	`memory_busy_pct` real,
	`temperature_c` real,
	`power_mw` integer,
	`graphics_clock_mhz` integer,
	`memory_clock_mhz` integer,
	PRIMARY KEY(`gpu`, `at_ms`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ingest_cursor` (
	`node` integer NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`stored_at_ms` integer NOT NULL,
	PRIMARY KEY(`node`, `epoch`),
	FOREIGN KEY (`node`) REFERENCES `node`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `node` (
	`id` integer PRIMARY KEY NOT NULL,
	`node_id` text NOT NULL,
	`newest_snapshot` text,
	`received_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `node_node_id_unique` ON `node` (`node_id`);