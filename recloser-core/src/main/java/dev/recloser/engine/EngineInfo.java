package dev.recloser.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an engine is and can do.
 *
 * @param kind short machine word, e.g. {@code artemis}
 * @param label for people, e.g. {@code Apache Artemis, embedded}
 * @param capabilities what is declared; a missing key means {@link Support.Level#NONE}
 * @param notes sentences for operators: limits of this engine they should know
 * @param lists the states whose jobs {@link Engine#jobs} pages through; of others it shows none
 */
public record EngineInfo(
    String kind,
    String label,
    Map<Capability, Support> capabilities,
    List<String> notes,
    Set<JobState> lists) {

  public EngineInfo {
    capabilities = Map.copyOf(capabilities);
    notes = List.copyOf(notes);
    lists = Set.copyOf(lists);
  }

  /** An engine that lists no jobs but waiting and dead ones, if it declares to list any. */
  public EngineInfo(
      String kind, String label, Map<Capability, Support> capabilities, List<String> notes) {
    this(
        kind,
        label,
        capabilities,
        notes,
        capabilities.containsKey(Capability.BROWSE)
            ? Set.of(JobState.WAITING, JobState.DEAD)
            : Set.of());
  }

  /** The declared support, or NONE with a reason. */
  public Support support(Capability capability) {
    return capabilities.getOrDefault(capability, Support.NONE);
  }

  /** Whether the capability is there at any level but NONE. */
  public boolean can(Capability capability) {
    return support(capability).level() != Support.Level.NONE;
  }
}
