package dev.recloser.testkit.memory;

import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Support;
import dev.recloser.engine.Support.Level;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What memory engines declare. */
public final class MemoryInfo {

  /** Everything, at the best level. */
  public static final EngineInfo FULL = of(all());

  private MemoryInfo() {}

  /** Everything but these. */
  public static EngineInfo without(Capability... missing) {
    var capabilities = all();
    for (var capability : missing) {
      capabilities.remove(capability);
    }
    return of(capabilities);
  }

  /** Everything, one of them at another level. */
  public static EngineInfo with(Capability capability, Support support) {
    var capabilities = all();
    capabilities.put(capability, support);
    return of(capabilities);
  }

  /** These only. */
  public static EngineInfo of(Map<Capability, Support> capabilities) {
    return new EngineInfo(
        "memory",
        "Memory engine",
        capabilities,
        List.of("All jobs live in this process and end with it."),
        capabilities.containsKey(Capability.BROWSE)
            ? EnumSet.complementOf(EnumSet.of(JobState.COMPLETED))
            : Set.of());
  }

  private static Map<Capability, Support> all() {
    var capabilities = new EnumMap<Capability, Support>(Capability.class);
    for (var capability : Capability.values()) {
      capabilities.put(capability, Support.of(Level.YES));
    }
    capabilities.put(Capability.HOLD, Support.of(Level.EXACT));
    capabilities.put(Capability.GRANT, Support.of(Level.EXACT));
    capabilities.put(Capability.OUTCOMES, Support.of(Level.PER_ATTEMPT));
    return capabilities;
  }
}
