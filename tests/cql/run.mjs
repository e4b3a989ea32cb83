// Judges charts by the CQL libraries beside this file.
// Standard input: a JSON list of {kind, facts}. Written to the file named: for each, {library: {clause: verdict}}.
import { readFileSync, writeFileSync } from "node:fs";
import { SystemModelInfoProvider } from "@cqframework/cql/cql";
import {
  CqlTranslator,
  LibraryManager,
  ModelManager,
  createLibrarySourceProvider,
  createUcumService,
  stringAsSource,
} from "@cqframework/cql/cql-to-elm";
import cql from "cql-execution";

const POLICIES = ["Aetna", "UnitedHealthcare", "General"];
const SHARED = ["Chart", "Headache", "Trials", "Request"];
// What the engine would note of every single step, at the cost of a third of its time
const TRACES = new Set(["annotation", "localId"]);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

// The libraries use calendar units only, so every unit is taken as it stands and none is converted.
const refuse = () => {
  throw new Error("no unit is converted");
};
const calendarUnits = createUcumService(refuse, () => null, refuse, refuse);

function source(name) {
  return readFileSync(new URL(`${name}.cql`, import.meta.url), "utf8");
}

function where(fault) {
  return Object.values(fault.locator ?? {}).filter(Number.isInteger).join(":");
}

function library_manager() {
  const models = new ModelManager();
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
  const libraries = new LibraryManager(models, undefined, undefined, calendarUnits);
  libraries.librarySourceLoader.registerProvider(
    createLibrarySourceProvider((name) => stringAsSource(source(name))),
  );
  return libraries;
}

function translate(name, libraries) {
  const translated = CqlTranslator.fromText(source(name), libraries);
  const faults = translated.errors.asJsReadonlyArrayView().map((one) => `${where(one)} ${one.message}`);
  if (faults.length) throw new Error(`${name}.cql\n${faults.join("\n")}`);
  return JSON.parse(translated.toJson(), (key, value) => (TRACES.has(key) ? undefined : value));
}

// Days become CQL dates. What is not known is left out: the engine takes a null for a tuple of the wrong type.
function revive(_key, value) {
  if (value === null) return undefined;
  return typeof value === "string" && DAY.test(value) ? cql.Date.parse(value) : value;
}

function executors() {
  const libraries = library_manager();
  const shared = new cql.Repository(SHARED.map((name) => translate(name, libraries)));
  return POLICIES.map((name) => [name, new cql.Executor(new cql.Library(translate(name, libraries), shared))]);
}

// The chart is a parameter, so the one patient whom the engine asks for holds nothing.
function nobody() {
  const patients = [{ getId: () => "chart", findRecords: () => [] }];
  return { currentPatient: () => patients[0], nextPatient: () => undefined };
}

async function judge(executor, kind, facts) {
  const define = kind === "initial" ? "Initial" : "Continuation";
  const results = await executor.withParameters({ Facts: facts }).exec_expression(define, nobody());
  const clauses = results.patientResults.chart[define];
  return Object.fromEntries(clauses.map(({ clause, verdict }) => [clause, verdict]));
}

const charts = JSON.parse(readFileSync(0, "utf8"), revive);
const all = executors();
const answers = [];
for (const { kind, facts } of charts) {
  const answer = {};
  for (const [name, executor] of all) answer[name] = await judge(executor, kind, facts);
  answers.push(answer);
}
writeFileSync(process.argv[2], JSON.stringify(answers));
