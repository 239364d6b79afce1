package dev.recloser.server.replay;

import dev.recloser.control.QueueId;
import dev.recloser.control.Replay;
import dev.recloser.policy.PolicyBook;
import dev.recloser.server.store.HistoryLog;
import dev.recloser.server.store.Store;
import dev.recloser.server.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code recloser replay QUEUE_ID}: what other rules would have done. Reads the data folder only.
 */
@Command(
    name = "recloser replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells when a breaker with other rules would have opened in the recorded past.")
public final class ReplayCommand implements Callable<Integer> {

  /** The first argument that means this command. */
  public static final String NAME = "replay";

  @Parameters(paramLabel = "QUEUE_ID", description = "like embedded/mail")
  String queue = "";

  @Option(
      names = "--hours",
      defaultValue = "24",
      description = "how far back, 1 to 168 (${DEFAULT-VALUE})")
  int hours;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a rule to change, repeatable, like failure_ratio=0.7")
  Map<String, Object> fields = new LinkedHashMap<>();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "./recloser-data",
      description = "where the server keeps its state (${DEFAULT-VALUE})")
  Path dataDir = Path.of(".");

  @Spec CommandSpec spec = CommandSpec.create();

  private final InstantSource clock;

  private ReplayCommand(InstantSource clock) {
    this.clock = clock;
  }

  /** Runs the command; the exit code: 2 for wrong arguments, 1 when the data cannot be read. */
  public static int run(String[] arguments, PrintWriter out, InstantSource clock) {
    return new CommandLine(new ReplayCommand(clock))
        .setOut(out)
        .setErr(out)
        .setExecutionExceptionHandler((e, line, _) -> {
          line.getErr().println("recloser replay: " + e.getMessage());
          return e instanceof StoreException ? 1 : 2;
        })
        .execute(arguments);
  }

  @Override
  public Integer call() {
    var id = QueueId.parse(queue);
    if (hours < 1 || hours > Replays.MOST_HOURS) {
      throw new IllegalArgumentException("--hours must be 1 to 168");
    }
    try (var store = Store.openToRead(dataDir.toAbsolutePath().normalize())) {
      var replays = new Replays(new HistoryLog(store), new PolicyBook(List.of()));
      if (!replays.knows(id)) {
        throw new StoreException("nothing is recorded of queue " + id + " in " + dataDir);
      }
      print(replays.run(id, fields, hours, clock.instant()), spec.commandLine().getOut());
    }
    return 0;
  }

  private static void print(Replay.Result result, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s to %s: %,d seconds with attempts%n",
        result.from(),
        result.to(),
        result.seconds());
    for (var opening : result.openings()) {
      out.printf(
          Locale.ROOT,
          "  opens %s, closes %s: %s; %,d failed attempts spared%n",
          opening.at(),
          opening.until() == null ? "not within this time" : opening.until(),
          opening.cause(),
          opening.spared());
    }
    out.printf(
        Locale.ROOT,
        "%,d openings, held for %,d s, %,d failed attempts spared%n%s%n",
        result.openings().size(),
        result.held().toSeconds(),
        result.spared(),
        result.note());
  }
}
