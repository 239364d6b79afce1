/**
 * The contract kit: what every engine must do, as tests that an adapter's test class implements,
 * one interface per {@link dev.recloser.engine.Capability}. The adapter brings its {@link
 * dev.recloser.testkit.EngineHarness}, which plays the producers, the workers and the strangers,
 * and two factory methods:
 *
 * <pre>{@code
 * class MailEngineTest implements CountContract, HoldContract {
 *   private final MailHarness harness = new MailHarness();
 *
 *   public Engine engine() {
 *     return new MailEngine(harness.url());
 *   }
 *
 *   public EngineHarness harness() {
 *     return harness;
 *   }
 * }
 * }</pre>
 *
 * <p>The kit fails when a capability is declared and its contract is not implemented, or the other
 * way round. A bug found in one engine becomes a test here, for all of them.
 */
@NullMarked
package dev.recloser.testkit;

import org.jspecify.annotations.NullMarked;
