package dev.recloser.engines.redis.celery;

import dev.recloser.testkit.Await;
import dev.recloser.testkit.Processes;
import dev.recloser.testkit.WorkerCrew;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Real Celery workers; what they did is in their log, how they behave in files beside it. */
final class CeleryCrew implements WorkerCrew {

  private final Path folder;
  private final List<String> names;
  private final List<Long> pids;
  private final BiPredicate<List<String>, Integer> isIdle;

  CeleryCrew(
      Path folder, List<String> names, List<Long> pids, BiPredicate<List<String>, Integer> isIdle) {
    this.isIdle = isIdle;
    this.folder = folder;
    this.names = names;
    this.pids = new ArrayList<>(pids);
  }

  Path folder() {
    return folder;
  }

  /** The first worker's main process. */
  long pid() {
    return pids.getFirst();
  }

  void add(long pid) {
    pids.add(pid);
  }

  boolean isReady() {
    return names.stream().allMatch(name -> Files.exists(folder.resolve("ready-" + name)));
  }

  /** Their names in Celery. */
  List<String> hosts() {
    try {
      String host = InetAddress.getLocalHost().getHostName();
      return names.stream().map(name -> name + "@" + host).toList();
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String[]> log() {
    Path log = folder.resolve("log");
    try {
      return Files.exists(log)
          ? Files.readAllLines(log).stream().map(line -> line.split(" ", -1)).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long started() {
    return log().stream().filter(line -> line[0].equals("S")).count();
  }

  @Override
  public List<SeenRun> runs() {
    return log().stream()
        .filter(line -> !line[0].equals("S"))
        .map(line -> new SeenRun(line[1], Integer.parseInt(line[2]), line[0].equals("F")))
        .toList();
  }

  @Override
  public void freeze() {
    set("frozen", true);
  }

  @Override
  public void thaw() {
    set("frozen", false);
  }

  @Override
  public void dependencyUp(boolean up) {
    set("down", !up);
  }

  private void set(String flag, boolean there) {
    Path file = folder.resolve(flag);
    try {
      if (there && !Files.exists(file)) {
        Files.createFile(file);
      } else if (!there) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the first worker's main process where it is, its connections open. */
  void hangFirst() {
    try {
      new ProcessBuilder("kill", "-STOP", Long.toString(pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the first worker's main process at once. */
  void killFirst() {
    processes().getFirst().destroyForcibly();
    Await.polling().until("it is gone", () -> ProcessHandle.of(pid()).isEmpty());
    pids.removeFirst();
  }

  private List<ProcessHandle> processes() {
    return pids.stream().map(ProcessHandle::of).flatMap(Optional::stream).toList();
  }

  @Override
  public void close() {
    thaw();
    if (!processes().isEmpty()) {
      Await.polling().until("the ends are told", () -> isIdle.test(hosts(), processes().size()));
    }
    Processes.end(processes());
  }
}
