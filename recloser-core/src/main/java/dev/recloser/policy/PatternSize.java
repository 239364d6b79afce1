package dev.recloser.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a pattern becomes when its counted repeats are written out. RE2 writes them out, so a
 * short pattern with repeats of repeats would take all memory; this is known before.
 */
final class PatternSize {

  private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?\\}");

  private final String pattern;
  private final int most;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;

  private PatternSize(String pattern, int most) {
    this.pattern = pattern;
    this.most = most;
  }

  /** Whether it is larger than {@code most} characters, classes and groups. */
  static boolean isAbove(int most, String pattern) {
    return new PatternSize(pattern, most).isAbove();
  }

  private boolean isAbove() {
    Matcher repeat = REPEAT.matcher(pattern);
    for (int i = 0; i < pattern.length() && sum <= most; ) {
      char c = pattern.charAt(i);
      if (c == '{' && repeat.region(i, pattern.length()).lookingAt()) {
        long times = times(repeat);
        sum += last * Math.max(0, times - 1);
        last *= Math.max(1, times);
        i = repeat.end();
      } else if (c == '(') {
        outer.push(sum);
        sum = 1;
        i++;
      } else if (c == ')' && !outer.isEmpty()) {
        last = sum;
        sum += outer.pop();
        i++;
      } else {
        sum++;
        last = 1;
        i = c == '\\' ? afterEscape(i) : c == '[' ? afterClass(i) : i + 1;
      }
    }
    return sum > most;
  }

  private static long times(Matcher repeat) {
    String upTo = repeat.group(3);
    return Long.parseLong(upTo == null || upTo.isEmpty() ? repeat.group(1) : upTo)
        + (upTo != null && upTo.isEmpty() ? 1 : 0);
  }

  /** Quoted text counts as one: nothing in it repeats. */
  private int afterEscape(int start) {
    if (!pattern.startsWith("\\Q", start)) {
      return start + 2;
    }
    int end = pattern.indexOf("\\E", start);
    return end < 0 ? pattern.length() : end + 2;
  }

  private int afterClass(int start) {
    int i = pattern.startsWith("^", start + 1) ? start + 2 : start + 1;
    if (pattern.startsWith("]", i)) {
      i++;
    }
    while (i < pattern.length() && pattern.charAt(i) != ']') {
      int named = pattern.startsWith("[:", i) ? pattern.indexOf(":]", i + 2) : -1;
      i = named >= 0 ? named + 2 : pattern.charAt(i) == '\\' ? i + 2 : i + 1;
    }
    return i + 1;
  }
}
