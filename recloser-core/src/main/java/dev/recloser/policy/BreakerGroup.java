package dev.recloser.policy;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Queues behind one breaker, because they share a dependency.
 *
 * @param name 1 to 40 lower case letters, digits and dashes
 * @param queues ids of queues, where {@code *} stands for any characters, e.g. {@code
 *     redis/refunds-*}; of any engine, 1 to 50
 */
public record BreakerGroup(String name, List<String> queues) {

  /** The engine of all groups: the breaker of a group {@code stripe} is {@code groups/stripe}. */
  public static final String ENGINE = "groups";

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern QUEUES = Pattern.compile("[^/]+/.+", Pattern.DOTALL);
  private static final int MOST = 50;
  private static final int LONGEST = 300;

  /**
   * Checks name and patterns.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public BreakerGroup {
    queues = List.copyOf(queues);
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "the group '" + name + "' needs a name of 1 to 40 lower case letters, digits and dashes");
    }
    if (queues.isEmpty() || queues.size() > MOST) {
      throw new IllegalArgumentException("the group " + name + " needs 1 to 50 queues");
    }
    for (var pattern : queues) {
      if (!QUEUES.matcher(pattern).matches() || pattern.length() > LONGEST) {
        throw new IllegalArgumentException(
            "'" + pattern + "' of the group " + name + " is not like engine/queue or engine/*");
      }
      if (pattern.startsWith(ENGINE + "/")) {
        throw new IllegalArgumentException("the group " + name + " cannot hold a group");
      }
    }
  }

  /** Whether this can be the name of a group. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether a queue belongs to it; a group never does. */
  public boolean has(String queue) {
    return !queue.startsWith(ENGINE + "/")
        && queues.stream().anyMatch(pattern -> Wildcards.match(pattern, queue));
  }

  /** An id that would belong to both; null when there is no such id. */
  public @Nullable String common(BreakerGroup other) {
    for (var mine : queues) {
      for (var theirs : other.queues) {
        var both = Wildcards.common(mine, theirs);
        if (both != null) {
          return both;
        }
      }
    }
    return null;
  }

  /**
   * Checks that no queue can belong to two groups, also one that comes later.
   *
   * @throws IllegalArgumentException naming the two groups and such a queue
   */
  public static void checkApart(List<BreakerGroup> groups) {
    for (int i = 0; i < groups.size(); i++) {
      for (var other : groups.subList(i + 1, groups.size())) {
        var both = groups.get(i).common(other);
        if (both != null) {
          throw new IllegalArgumentException(clash(groups.get(i), other, both));
        }
      }
    }
  }

  /** Says that a queue would belong to two groups. */
  public static String clash(BreakerGroup one, BreakerGroup other, String queue) {
    return "the groups %s and %s both match %s: a queue has one breaker"
        .formatted(one.name, other.name, queue);
  }
}
