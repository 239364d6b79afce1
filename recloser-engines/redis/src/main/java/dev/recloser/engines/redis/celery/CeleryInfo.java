package dev.recloser.engines.redis.celery;

import static dev.recloser.engine.Support.Level.BOUNDED;
import static dev.recloser.engine.Support.Level.EXACT;
import static dev.recloser.engine.Support.Level.PER_ATTEMPT;
import static dev.recloser.engine.Support.Level.YES;

import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Support;
import dev.recloser.engines.redis.RedisUrl;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** What Celery on Redis declares. */
final class CeleryInfo {

  private CeleryInfo() {}

  static EngineInfo of(RedisUrl url) {
    var all = new EnumMap<Capability, Support>(Capability.class);
    for (var capability :
        List.of(
            Capability.DISCOVER,
            Capability.COUNT,
            Capability.SEND,
            Capability.BROWSE,
            Capability.WORKERS)) {
      all.put(capability, Support.of(YES));
    }
    all.put(
        Capability.AGE,
        Support.of(YES, "At least this old: counted from when a job was first seen next in line."));
    all.put(
        Capability.HOLD,
        Support.of(
            BOUNDED,
            "What a worker took before still runs: one job per process and its prefetch, and jobs"
                + " with a countdown at their time; a worker that starts during a hold may run a"
                + " few jobs that are sent in that moment."));
    all.put(
        Capability.GRANT,
        Support.of(
            EXACT,
            "Celery does not tell how often a job may be retried: a probe takes fresh jobs, or"
                + " such as were seen to be retried as often before; a job without retries can"
                + " fail for good in it."));
    all.put(
        Capability.OUTCOMES,
        Support.of(
            PER_ATTEMPT,
            "From worker events; lost while the connection is broken. A task that runs in several"
                + " queues of one worker needs task_send_sent_event."));
    putJobs(all);
    return new EngineInfo(
        "celery",
        "Celery on Redis at " + url,
        all,
        List.of(
            "Dead jobs are those that Recloser saw failing for good: Celery keeps none.",
            "Who can write to this Redis can run any task: give Recloser an own Redis user.",
            "One Recloser per Redis database."),
        EnumSet.complementOf(EnumSet.of(JobState.COMPLETED)));
  }

  private static void putJobs(Map<Capability, Support> all) {
    all.put(
        Capability.REMOVE,
        Support.of(
            YES,
            "Dead jobs, waiting ones among the first 100,000 of a list, and by revoking those that a"
                + " worker took and did not start; not one that runs."));
    all.put(
        Capability.RETRY,
        Support.of(
            YES,
            "As the job it was where its message was seen in time; else from its arguments, where a"
                + " worker or a result backend with result_extended told them; each dead job says"
                + " which. A job that workers were told to revoke is dropped by them."));
  }
}
