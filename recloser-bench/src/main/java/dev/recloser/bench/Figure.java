package dev.recloser.bench;

import java.util.List;
import java.util.Locale;

/** A figure as a column. Less is better in all of them. */
enum Figure {
  DEAD("dead"),
  BURNED("burned"),
  TRIP("first trip s"),
  STABLE("stable s"),
  TRIPS("trips in outage"),
  REOPENS("re-opens"),
  FALSE_TRIPS("false trips"),
  IDLE("idle s"),
  LEFT("left");

  private final String heading;

  Figure(String heading) {
    this.heading = heading;
  }

  /** The columns that say something about a trace. */
  static List<Figure> of(Trace trace) {
    return trace.outage() == null
        ? List.of(DEAD, FALSE_TRIPS, IDLE, LEFT)
        : List.of(DEAD, BURNED, TRIP, STABLE, TRIPS, REOPENS, FALSE_TRIPS, IDLE, LEFT);
  }

  /** The figure with that key, e.g. false-trips. */
  static Figure named(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  String heading() {
    return heading;
  }

  /** Its word in the file of bounds. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The number; infinity for a time that never came. */
  double in(Figures figures) {
    double number =
        switch (this) {
          case DEAD -> figures.dead();
          case BURNED -> figures.burned();
          case TRIP -> figures.tripSeconds();
          case STABLE -> figures.stableSeconds();
          case TRIPS -> figures.tripsDuring();
          case REOPENS -> figures.reopens();
          case FALSE_TRIPS -> figures.falseTrips();
          case IDLE -> figures.idleSeconds();
          case LEFT -> figures.left();
        };
    return number < 0 ? Double.POSITIVE_INFINITY : number;
  }

  /** The number for people. */
  static String text(double number) {
    if (Double.isInfinite(number)) {
      return "never";
    }
    boolean fraction = number < 10 && number != Math.rint(number);
    return String.format(Locale.ROOT, fraction ? "%.1f" : "%,.0f", number);
  }
}
