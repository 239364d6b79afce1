package dev.recloser.policy;

import org.jspecify.annotations.Nullable;

/** Patterns in which a star stands for any characters; in time linear in text times stars. */
final class Wildcards {

  private Wildcards() {}

  static boolean match(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** A text that both patterns match, as an example; null when there is none. */
  static @Nullable String common(String one, String other) {
    return new Meeting(one, other).from(0, 0);
  }

  /** Walks two patterns at once; each pair of places is tried once. */
  private static final class Meeting {

    private final String one;
    private final String other;
    private final boolean[][] failed;

    Meeting(String one, String other) {
      this.one = one;
      this.other = other;
      this.failed = new boolean[one.length() + 1][other.length() + 1];
    }

    @Nullable String from(int i, int j) {
      if (i == one.length() && j == other.length()) {
        return "";
      }
      if (failed[i][j]) {
        return null;
      }
      boolean starOne = i < one.length() && one.charAt(i) == '*';
      boolean starOther = j < other.length() && other.charAt(j) == '*';
      var found = starOne ? from(i + 1, j) : starOther ? from(i, j + 1) : null;
      if (found == null && starOne && j < other.length()) {
        found = starOther ? from(i, j + 1) : plus(other.charAt(j), from(i, j + 1));
      }
      if (found == null && starOther && i < one.length() && !starOne) {
        found = plus(one.charAt(i), from(i + 1, j));
      }
      if (found == null && !starOne && !starOther) {
        boolean same = i < one.length() && j < other.length() && one.charAt(i) == other.charAt(j);
        found = same ? plus(one.charAt(i), from(i + 1, j + 1)) : null;
      }
      failed[i][j] = found == null;
      return found;
    }

    private static @Nullable String plus(char first, @Nullable String rest) {
      return rest == null ? null : first + rest;
    }
  }
}
