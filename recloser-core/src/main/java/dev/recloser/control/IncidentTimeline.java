package dev.recloser.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an incident, oldest first. At most {@value #MOST} entries: of a longer one the
 * first stays, and the oldest probe rounds after it are only counted. Immutable.
 *
 * @param entries the first one, then the newest
 * @param moreRounds probe rounds between the first entry and the second that are only counted
 * @param moreEntries other entries there that are only counted
 */
public record IncidentTimeline(List<Entry> entries, int moreRounds, int moreEntries) {

  /** Most entries kept. */
  static final int MOST = 200;

  /** Nothing happened. */
  static final IncidentTimeline EMPTY = new IncidentTimeline(List.of(), 0, 0);

  public IncidentTimeline {
    entries = List.copyOf(entries);
  }

  /**
   * One line.
   *
   * @param what an action of the audit log, or {@code more} for what is only counted
   */
  public record Entry(Instant at, String what, @Nullable String actor, @Nullable String detail) {}

  IncidentTimeline plus(Entry entry) {
    List<Entry> next = new ArrayList<>(entries);
    next.add(entry);
    int rounds = moreRounds;
    int others = moreEntries;
    while (next.size() > MOST) {
      int round = oldestRound(next);
      if (round > 0) {
        next.subList(round, round + 2).clear();
        rounds++;
      } else {
        next.remove(1);
        others++;
      }
    }
    return new IncidentTimeline(next, rounds, others);
  }

  /** The entries with a line for those that are only counted. */
  public List<Entry> shown() {
    if (moreRounds + moreEntries == 0) {
      return entries;
    }
    List<Entry> shown = new ArrayList<>(entries);
    shown.add(1, new Entry(entries.get(1).at(), "more", null, more()));
    return shown;
  }

  private String more() {
    var rounds = moreRounds + (moreRounds == 1 ? " more probe round" : " more probe rounds");
    var others = moreEntries + (moreEntries == 1 ? " more entry" : " more entries");
    return moreEntries == 0 ? rounds : moreRounds == 0 ? others : rounds + ", " + others;
  }

  /** Where the oldest round that failed begins, the first entry aside; 0 when there is none. */
  private static int oldestRound(List<Entry> entries) {
    for (int i = 1; i < entries.size() - 2; i++) {
      var what = entries.get(i).what();
      boolean begins = what.equals("probing") || what.equals("closed"); // closed: only watched
      if (begins && entries.get(i + 1).what().equals("opened")) {
        return i;
      }
    }
    return 0;
  }
}
