package dev.recloser.server;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The names of the schemas in openapi.json, and which record each describes. */
final class SchemaNames extends TypeNameResolver {

  /** Where the record's own name would be unclear, or the front end has a name for it. */
  private static final Map<String, String> GIVEN =
      Map.ofEntries(
          Map.entry("MainBreakerController$Change", "CircuitBreakerChange"),
          Map.entry("MainAnswer", "CircuitBreakerAnswer"),
          Map.entry("MainStatusJson", "CircuitBreakerStatus"),
          Map.entry("MainStatusJson$Metadata", "CircuitBreakerMetadata"),
          Map.entry("SnapshotController$Management", "QueueManagementData"),
          Map.entry("QueueBreakerController$Order", "BreakerOrder"),
          Map.entry("QueueBreakerController$Answer", "BreakerAnswer"),
          Map.entry("BreakerJson$Cause", "BreakerCause"),
          Map.entry("BreakerJson$Probe", "BreakerProbe"),
          Map.entry("BreakerJson$ErrorLine", "ErrorCount"),
          Map.entry("DetailJson", "QueueDetail"),
          Map.entry("QueueController$Done", "JobAnswer"),
          Map.entry("QueueController$RedriveJson", "JobRedrive"),
          Map.entry("AuditController$Entry", "AuditEntry"),
          Map.entry("IncidentJson$Cause", "IncidentCause"),
          Map.entry("ReplayController$Question", "ReplayQuestion"),
          Map.entry("ReplayController$OpeningJson", "ReplayOpening"),
          Map.entry("IncidentJson$Line", "IncidentEntry"),
          Map.entry("TokenController$Wanted", "TokenRequest"),
          Map.entry("DemoController$Dependencies", "Demo"),
          Map.entry("DemoController$Dependency", "DemoDependency"),
          Map.entry("DemoController$Change", "DemoChange"));

  private final Map<String, Class<?>> records = new TreeMap<>();

  /** Schema name to the record it describes; filled while the description is made. */
  Map<String, Class<?>> records() {
    return records;
  }

  @Override
  protected String nameForClass(Class<?> type, Set<Options> options) {
    if (!type.getName().startsWith("dev.recloser.")) {
      return super.nameForClass(type, options);
    }
    var name = nameOf(type);
    var former = records.put(name, type);
    if (former != null && former != type) {
      throw new IllegalStateException(former + " and " + type + " would share the name " + name);
    }
    return name;
  }

  static String nameOf(Class<?> type) {
    var own = type.getName().substring(type.getPackageName().length() + 1);
    var last = own.substring(own.lastIndexOf('$') + 1);
    var plain = last.endsWith("Json") ? last.substring(0, last.length() - "Json".length()) : last;
    return GIVEN.getOrDefault(own, plain);
  }
}
