package dev.recloser.server.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.recloser.breaker.Lock;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a position is written as JSON. The core knows no JSON, so its types are described here. */
final class RowJson {

  private RowJson() {}

  static JsonMapper mapper() {
    return JsonMapper.builder()
        .addMixIn(Lock.class, LockKinds.class)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Lock.None.class, name = "none"),
    @JsonSubTypes.Type(value = Lock.ForcedOpen.class, name = "forced_open"),
    @JsonSubTypes.Type(value = Lock.ForcedClosed.class, name = "forced_closed")
  })
  private interface LockKinds {}
}
