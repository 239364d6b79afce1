package dev.recloser.server.store;

import dev.recloser.breaker.Lock;
import java.nio.file.Path;
import java.util.List;

/** A program that writes position and audit row after row, and says after each that it is done. */
final class EndlessWriter {

  private EndlessWriter() {}

  /** Writes until it is killed. */
  public static void main(String[] arguments) {
    try (var store = Store.open(Path.of(arguments[0]))) {
      var journal = new SqliteJournal(store);
      for (long number = 1; number < Long.MAX_VALUE; number++) {
        journal.write(
            List.of(JournalRows.row("embedded/mail", number, Lock.NONE)),
            null,
            List.of(JournalRows.entry(String.valueOf(number))));
        System.out.println(number);
      }
    }
  }
}
