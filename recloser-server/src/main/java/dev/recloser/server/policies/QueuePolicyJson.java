package dev.recloser.server.policies;

import dev.recloser.policy.PolicyBook;
import dev.recloser.policy.PolicyBook.Resolved;
import dev.recloser.policy.PolicyField;
import dev.recloser.policy.PolicyField.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A breaker's policy as clients read it. */
record QueuePolicyJson(
    String queue,
    long version,
    @Nullable String preset,
    List<FieldJson> fields,
    List<WarningJson> warnings) {

  /**
   * One field.
   *
   * @param value a number, a text or a list of texts
   * @param defaultValue what holds when nobody sets it
   * @param source {@code default}, {@code preset}, {@code file} or {@code api}
   * @param min a number or a duration, as the value is; null where there is no least value
   * @param words the values there are; null when these are not words
   */
  record FieldJson(
      String key,
      String type,
      Object value,
      @com.fasterxml.jackson.annotation.JsonProperty("default") Object defaultValue,
      String source,
      @Nullable Object min,
      @Nullable Object max,
      @Nullable List<String> words,
      String about) {}

  /** Something that is weaker than it looks; {@code field} is null when it is about all. */
  record WarningJson(@Nullable String field, String text) {}

  static QueuePolicyJson of(
      String queue, long version, Resolved rules, List<WarningJson> warnings) {
    List<FieldJson> fields = new ArrayList<>();
    for (var field : PolicyField.values()) {
      fields.add(field(field, rules));
    }
    var preset = rules.preset();
    return new QueuePolicyJson(
        queue, version, preset == null ? null : preset.word(), fields, warnings);
  }

  private static FieldJson field(PolicyField field, Resolved rules) {
    boolean words = field.kind() == Kind.WORD;
    boolean limits = !words && !field.least().isEmpty();
    return new FieldJson(
        field.key(),
        type(field.kind()),
        rules.values().getOrDefault(field, field.standard()),
        field.standard(),
        word(rules.sources().getOrDefault(field, PolicyBook.Source.DEFAULT)),
        limits ? limit(field, field.least()) : null,
        limits ? limit(field, field.greatest()) : null,
        words ? Arrays.asList(field.least(), field.greatest()) : null,
        field.about());
  }

  private static Object limit(PolicyField field, String text) {
    return switch (field.kind()) {
      case INTEGER, RULES -> Integer.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      case DURATION, SWITCHED_DURATION, TARGET, WORD -> text;
    };
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case INTEGER -> "integer";
      case NUMBER -> "number";
      case DURATION, SWITCHED_DURATION -> "duration";
      case RULES -> "list";
      case TARGET, WORD -> "word";
    };
  }

  private static String word(PolicyBook.Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }
}
