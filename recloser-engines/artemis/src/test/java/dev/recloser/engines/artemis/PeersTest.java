package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own producer and workers against the embedded broker. */
class PeersTest {

  private static final Path PEERS = Path.of("../../peers/artemis");

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();
  private Embedded broker;
  private Path log;

  @BeforeEach
  void start() throws IOException {
    assertThat(PEERS.resolve("node_modules/rhea")).as("run npm ci in peers/artemis").exists();
    broker = new Embedded(folder.resolve("broker")).open();
    log = Files.createFile(folder.resolve("log"));
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    if (broker != null) {
      broker.close();
    }
  }

  private void run(Map<String, String> settings, String... command) throws IOException {
    var builder = new ProcessBuilder(command).directory(PEERS.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("PORT", Integer.toString(broker.engine.port()));
    builder.environment().put("PASSWORD", Embedded.TOKEN);
    builder.environment().put("LOG", log.toString());
    builder.environment().put("REPORT", "recloser.outcomes");
    builder.environment().putAll(settings);
    processes.add(builder.start());
  }

  private void runJavaWorker(Map<String, String> settings) throws IOException {
    var all = new java.util.HashMap<>(settings);
    all.put("URL", "tcp://127.0.0.1:" + broker.engine.port() + "?consumerWindowSize=0");
    run(
        all,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "JakartaWorker.java");
  }

  private List<String> events(String kind) {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.startsWith(kind)).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatNodeAndJavaWorkersSawIsWhatTheEngineTold() throws Exception {
    for (int i = 0; i < 2; i++) {
      run(Map.of(), "node", "worker.mjs");
    }
    runJavaWorker(Map.of());
    Await.polling().until("the queue is there", () -> broker.knows("jobs"));
    Await.polling().until("all workers are in", () -> broker.workers("jobs") == 3);
    run(Map.of(), "node", "producer.mjs", "60", "{\"ms\":5,\"fail\":2}");

    Await.polling()
        .until("every job is done or dead", () -> broker.done("jobs") + broker.dead("jobs") == 60);
    Await.polling().until("the logs agree", this::allEnded); // a worker logs after it committed

    var outcomes = broker.sink.outcomes("jobs");
    assertThat(outcomes.stream().filter(o -> o.kind() == Kind.FAILURE)).hasSameSizeAs(events("F"));
    assertThat(outcomes.stream().filter(o -> o.kind() == Kind.SUCCESS)).hasSameSizeAs(events("C"));
    assertThat(outcomes).doesNotHaveDuplicates();
    assertThat(events("F")).hasSize(120);
    Await.polling()
        .until(
            "each failure is explained",
            () -> broker.sink.explanations().size() == events("F").size());
    var failed =
        outcomes.stream().filter(o -> o.kind() == Kind.FAILURE).map(PeersTest::attempt).toList();
    assertThat(broker.sink.explanations())
        .extracting(e -> e.jobId() + "#" + e.attempt())
        .containsExactlyInAnyOrderElementsOf(failed);
  }

  private boolean allEnded() {
    int outcomes = broker.sink.outcomes("jobs").size();
    return events("S").size() == outcomes && events("F").size() + events("C").size() == outcomes;
  }

  private static String attempt(Outcome outcome) {
    return outcome.jobId() + "#" + outcome.attempt();
  }
}
