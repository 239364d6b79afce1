package dev.recloser.server.queues;

import dev.recloser.control.EngineStatus;
import dev.recloser.control.Snapshot;
import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The snapshot as clients read it. */
record SnapshotJson(
    Instant takenAt,
    long version,
    MainStatusJson mainBreaker,
    List<EngineJson> engines,
    List<AttentionJson> attention,
    List<QueueJson> queues) {

  record EngineJson(
      String id,
      String kind,
      String label,
      String status,
      @Nullable Long dataAgeMs,
      @Nullable Instant lastOkAt,
      @Nullable String error,
      @Nullable Instant nextTryAt,
      int queues,
      List<CapabilityJson> capabilities,
      List<String> notes,
      List<String> lists) {}

  record CapabilityJson(String name, String level, @Nullable String note) {}

  record AttentionJson(
      String rule,
      String severity,
      String engine,
      @Nullable String queue,
      String text,
      String detail,
      @Nullable Instant since,
      @Nullable List<String> queues) {}

  static SnapshotJson of(Snapshot snapshot) {
    return new SnapshotJson(
        snapshot.takenAt(),
        snapshot.version(),
        MainStatusJson.of(snapshot),
        snapshot.engines().stream().map(engine -> engine(engine, snapshot.takenAt())).toList(),
        snapshot.attention().stream().map(SnapshotJson::attention).toList(),
        snapshot.queues().stream().map(QueueJson::of).toList());
  }

  private static EngineJson engine(EngineStatus engine, Instant now) {
    var lastOk = engine.lastOkAt();
    return new EngineJson(
        engine.id(),
        engine.info().kind(),
        engine.info().label(),
        BreakerJson.word(engine.status()),
        lastOk == null ? null : Math.max(0, Duration.between(lastOk, now).toMillis()),
        lastOk,
        engine.error(),
        engine.nextTryAt(),
        engine.queues(),
        capabilities(engine.info()),
        engine.info().notes(),
        engine.info().lists().stream().sorted().map(BreakerJson::word).toList());
  }

  private static List<CapabilityJson> capabilities(EngineInfo info) {
    return Arrays.stream(Capability.values())
        .map(capability -> {
          var support = info.support(capability);
          return new CapabilityJson(
              capability.name(), BreakerJson.word(support.level()), support.note());
        })
        .toList();
  }

  private static AttentionJson attention(Snapshot.Attention attention) {
    return new AttentionJson(
        attention.rule(),
        attention.red() ? "red" : "amber",
        attention.engine(),
        attention.queue() == null ? null : attention.queue().toString(),
        attention.text(),
        attention.detail(),
        attention.since(),
        attention.queues().isEmpty()
            ? null
            : attention.queues().stream().map(Object::toString).toList());
  }
}
