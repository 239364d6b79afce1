package dev.recloser.engines.artemis.remote;

import static dev.recloser.engine.Support.Level.BOUNDED;
import static dev.recloser.engine.Support.Level.EXACT;
import static dev.recloser.engine.Support.Level.NONE;
import static dev.recloser.engine.Support.Level.YES;

import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.Support;
import java.util.EnumMap;
import java.util.List;

/** What a remote broker declares. */
final class RemoteInfo {

  private RemoteInfo() {}

  static EngineInfo of(RemoteUrl url) {
    var all = new EnumMap<Capability, Support>(Capability.class);
    for (var capability : Capability.values()) {
      all.put(capability, Support.of(YES));
    }
    all.put(
        Capability.HOLD,
        Support.of(
            EXACT, "Jobs that a client has prefetched still run; use credit 1 or window 0."));
    all.put(
        Capability.GRANT,
        Support.of(
            BOUNDED,
            "Opens the queue for a few milliseconds at a time: up to one job, or one prefetch, more"
                + " per idle worker; a probe waits while one of the first 20 jobs is on its last"
                + " attempt."));
    all.put(
        Capability.OUTCOMES,
        Support.of(
            NONE,
            "A remote broker tells only totals; error texts come from workers that send them to"
                + " recloser.outcomes."));
    all.put(Capability.BROWSE, Support.of(YES, "Waiting and dead jobs; texts cut at 256."));
    all.put(
        Capability.AGE,
        Support.of(YES, "From the send time, for the first 200 queues with waiting jobs."));
    return new EngineInfo(
        "artemis",
        "Apache Artemis at " + url,
        all,
        List.of(
            "The user needs the right to manage, and to send to and consume from"
                + " recloser.outcomes.",
            "A crash of Recloser in the milliseconds of a grant can leave the queue open until it"
                + " is back.",
            "Look at most every 2 s: a look asks the broker for all its queues and consumers."));
  }
}
