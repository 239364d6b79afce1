package dev.recloser.engines.artemis;

import static dev.recloser.engine.Support.Level.EXACT;
import static dev.recloser.engine.Support.Level.PER_ATTEMPT;
import static dev.recloser.engine.Support.Level.YES;

import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Support;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** What the embedded broker declares. */
final class EmbeddedInfo {

  private EmbeddedInfo() {}

  static EngineInfo of(int port) {
    String label = "Apache Artemis, embedded" + (port > 0 ? ", port " + port : "");
    var lists = EnumSet.complementOf(EnumSet.of(JobState.COMPLETED));
    return new EngineInfo("artemis", label, capabilities(), notes(port), lists);
  }

  private static Map<Capability, Support> capabilities() {
    var all = new EnumMap<Capability, Support>(Capability.class);
    for (var capability : Capability.values()) {
      all.put(capability, Support.of(YES));
    }
    all.put(
        Capability.HOLD,
        Support.of(
            EXACT, "Jobs that a client has prefetched still run; use credit 1 or window 0."));
    all.put(Capability.GRANT, Support.of(EXACT));
    all.put(
        Capability.OUTCOMES,
        Support.of(
            PER_ATTEMPT, "Error texts come from workers that send them to recloser.outcomes."));
    all.put(
        Capability.BROWSE,
        Support.of(YES, "The cursor is an offset: jobs that leave meanwhile shift the pages."));
    all.put(
        Capability.AGE,
        Support.of(YES, "The age of the job at the head, where its arrival time is known."));
    return all;
  }

  private static List<String> notes(int port) {
    String where = port > 0 ? " on 127.0.0.1:" + port : "";
    return List.of(
        "Workers and producers connect with AMQP, STOMP or core"
            + where
            + "; the password is a token.",
        "STOMP is for sending: a STOMP worker cannot report a failed job, its results are ignored.",
        "A job that fails waits 2 s, then twice as long each time up to 30 s; URL options change it.");
  }
}
