package dev.recloser.server.web;

import org.jspecify.annotations.Nullable;

/** Checks what people write as a reason. */
public final class Reasons {

  private static final int LONGEST = 500;

  private Reasons() {}

  /**
   * The reason without outer blanks; null when there is none.
   *
   * @throws ApiException over 500 characters, or with control characters
   */
  public static @Nullable String checked(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      return null;
    }
    var text = reason.strip();
    if (text.length() > LONGEST) {
      throw ApiException.invalid("reason", "has more than 500 characters");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw ApiException.invalid("reason", "holds control characters");
    }
    return text;
  }
}
