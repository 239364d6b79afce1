// Adds up what Surefire, Vitest and Playwright wrote, and prints "N passed, N failed".
// node build/count-tests.mjs RESULTS_FOLDER A_STEP_FAILED(0|1)
import { existsSync, globSync, readFileSync } from "node:fs";

const [folder, stepFailed] = process.argv.slice(2);
let passed = 0;
let failed = 0;

for (const file of globSync("**/target/surefire-reports/TEST-*.xml", { exclude: ["**/node_modules/**"] })) {
  const head = readFileSync(file, "utf8").match(/<testsuite [^>]*>/)?.[0] ?? "";
  const number = (name) => Number(head.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
  const bad = number("failures") + number("errors");
  failed += bad;
  passed += number("tests") - bad - number("skipped");
}
const vitest = `${folder}/vitest.json`;
if (existsSync(vitest)) {
  const result = JSON.parse(readFileSync(vitest, "utf8"));
  passed += result.numPassedTests;
  failed += result.numFailedTests;
}
const playwright = `${folder}/playwright.json`;
if (existsSync(playwright)) {
  const { stats } = JSON.parse(readFileSync(playwright, "utf8"));
  passed += stats.expected + stats.flaky;
  failed += stats.unexpected;
}
if (stepFailed === "1" && failed === 0) {
  failed = 1; // a check that is not a test failed
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
