package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered; nobody changes or compares the bytes. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, HttpHeaders headers, byte[] body) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return JSON.readTree(body);
  }

  /** What stands at a JSON pointer. */
  JsonNode at(String pointer) {
    return json().at(pointer);
  }

  /** The text at a JSON pointer; null for JSON's null. */
  @Nullable String text(String pointer) {
    var node = at(pointer);
    assertThat(node.isMissingNode()).as(pointer + " in " + text()).isFalse();
    return node.isNull() ? null : node.asString();
  }

  /** The names of the fields of the object at a JSON pointer. */
  List<String> fields(String pointer) {
    return List.copyOf(at(pointer).propertyNames());
  }

  String header(String name) {
    return String.join(", ", headers.allValues(name));
  }

  Answer hasStatus(int expected) {
    assertThat(status).as(text()).isEqualTo(expected);
    return this;
  }

  /** Checks the whole envelope of an error. */
  Answer isError(int expected, String code) {
    hasStatus(expected);
    assertThat(header("Content-Type")).startsWith("application/json");
    assertThat(text("/status")).isEqualTo("error");
    assertThat(text("/code")).as(text()).isEqualTo(code);
    assertThat(text("/message")).isNotBlank();
    assertThat(fields("")).isSubsetOf("status", "code", "message", "details");
    return this;
  }

  /** Checks an invalid_request that names a field. */
  Answer isInvalid(String field) {
    isError(400, "invalid_request");
    assertThat(text("/details/fields/0/field")).as(text()).isEqualTo(field);
    assertThat(text("/details/fields/0/message")).isNotBlank();
    return this;
  }
}
