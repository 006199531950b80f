/** Writes sample.xes and sample.xes.gz: a small log in the real log's format, with every edge that an import meets. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { badTraces } from "./sample-bad.mjs";
import { goodTraces } from "./sample-good.mjs";

const header = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- A log of our own in the format of a real one. Every trace is invented; make-sample.mjs wrote this file. -->
<log xes.version="1.0" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
	<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
	<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
	<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
	<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
	<global scope="trace">
		<date key="REG_DATE" value="1970-01-01T00:00:00.000+01:00"/>
		<string key="AMOUNT_REQ" value="UNKNOWN"/>
		<string key="concept:name" value="UNKNOWN"/>
	</global>
	<global scope="event">
		<date key="time:timestamp" value="1970-01-01T00:00:00.000+01:00"/>
		<string key="lifecycle:transition" value="UNKNOWN"/>
		<string key="concept:name" value="UNKNOWN"/>
	</global>
	<classifier name="Activity classifier" keys="concept:name lifecycle:transition"/>
	<string key="concept:name" value="A sample"/>
`;

const text = `${header}${[...goodTraces, ...badTraces].join("\n")}\n</log>\n`;
writeFileSync(join(import.meta.dirname, "sample.xes"), text);
writeFileSync(join(import.meta.dirname, "sample.xes.gz"), gzipSync(text, { level: 9 }));
