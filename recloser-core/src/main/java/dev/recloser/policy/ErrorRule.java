package dev.recloser.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Matches failures by what is known of them. Written as {@code class:PATTERN}, {@code
 * message:PATTERN} or {@code type:PATTERN}; a bare pattern looks at class and message. Patterns are
 * found anywhere in the text, in time linear in its length (RE2 syntax), because errors come from
 * strangers.
 */
public final class ErrorRule {

  private enum Part {
    CLASS,
    MESSAGE,
    TYPE,
    ANY
  }

  private static final int LOOKED_AT = 2_000;
  private static final int LARGEST = 2_000;

  private final Part part;
  private final Pattern pattern;

  private ErrorRule(Part part, Pattern pattern) {
    this.part = part;
    this.pattern = pattern;
  }

  /**
   * A rule from its text.
   *
   * @throws IllegalArgumentException when the pattern is none, empty or too large
   */
  public static ErrorRule of(String rule) {
    var part = Part.ANY;
    var pattern = rule;
    for (var named : new Part[] {Part.CLASS, Part.MESSAGE, Part.TYPE}) {
      var prefix = named.name().toLowerCase(Locale.ROOT) + ":";
      if (rule.startsWith(prefix)) {
        part = named;
        pattern = rule.substring(prefix.length());
      }
    }
    if (pattern.isBlank()) {
      throw new IllegalArgumentException("an empty pattern matches everything");
    }
    if (PatternSize.isAbove(LARGEST, pattern)) {
      throw new IllegalArgumentException("its repeats add up to more than " + LARGEST);
    }
    try {
      return new ErrorRule(part, Pattern.compile(pattern));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }

  /** The rule, as text, that matches one job type and no other. */
  public static String forType(String type) {
    return "type:^" + Pattern.quote(type) + "$";
  }

  /** Whether it matches; what is not known matches nothing. */
  public boolean matches(
      @Nullable String type, @Nullable String errorClass, @Nullable String message) {
    return switch (part) {
      case CLASS -> found(errorClass);
      case MESSAGE -> found(message);
      case TYPE -> found(type);
      case ANY -> found(errorClass) || found(message);
    };
  }

  private boolean found(@Nullable String text) {
    if (text == null) {
      return false;
    }
    return pattern.matcher(text.substring(0, Math.min(text.length(), LOOKED_AT))).find();
  }
}
