package dev.recloser.engines.redis.celery;

import dev.recloser.engine.DeadLetter;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engines.redis.RedisLink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Sends dead jobs back, each death at most once. Nothing spans the ledger and Redis in one
 * transaction, so a retry has three steps:
 *
 * <ol>
 *   <li>the letter is taken in the ledger: of two calls one gets it;
 *   <li>one script pushes the message and notes the letter's ticket in {@code QUEUE.recloser-sent},
 *       both or none; a ticket that is noted already is not pushed again;
 *   <li>the letter is forgotten.
 * </ol>
 *
 * <p>A crash, or an answer that never came, may leave a letter taken. {@link #settle} then looks
 * for its ticket: where it is noted the job was sent and the letter is forgotten, else the letter
 * is given back and somebody may retry it. A push that Redis carries out later than that, because
 * it was on its way for so long, notes the same ticket; a retry of the letter then finds it and
 * pushes nothing. So no death is pushed twice, whenever Recloser or Redis stop, while the tickets
 * are there: they are kept for two weeks, and as safe as the jobs themselves. Belongs to the
 * engine's thread.
 */
final class Redrives {

  /** KEYS: list, parking place, tickets; ARGV: message, ticket, now, how long tickets are kept. */
  private static final String SEND =
      """
      if redis.call('ZSCORE', KEYS[3], ARGV[2]) then return 0 end
      redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[3] - ARGV[4])
      local list = KEYS[1]
      if redis.call('EXISTS', KEYS[2]) == 1 then list = KEYS[2] end
      redis.call('LPUSH', list, ARGV[1])
      local noted = redis.pcall('ZADD', KEYS[3], ARGV[3], ARGV[2])
      if type(noted) == 'table' and noted.err then
        redis.call('LPOP', list)
        return noted
      end
      redis.call('EXPIRE', KEYS[3], ARGV[4])
      return 1
      """;

  private static final System.Logger LOG = System.getLogger(Redrives.class.getName());
  private static final Duration TICKETS = Duration.ofDays(14);

  private final RedisLink link;
  private final Names names;
  private final DeadLetters letters;
  private final Attempts attempts;
  private final InstantSource clock;

  /** Whether some letter may be taken whose fate is open. */
  private boolean open = true;

  Redrives(
      RedisLink link, Names names, DeadLetters letters, Attempts attempts, InstantSource clock) {
    this.link = link;
    this.names = names;
    this.letters = letters;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** {@link dev.recloser.engine.Engine#retry}. */
  void retry(String queue, String id) {
    open = true;
    DeadLetter letter =
        letters
            .take(queue, id)
            .orElseThrow(
                () -> new EngineException(Kind.NOT_FOUND, "no dead job " + id + " in " + queue));
    var message = letter.original() == null ? null : Revival.of(letter.original()).orElse(null);
    if (message == null) {
      letters.giveBack(letter);
      throw new EngineException(
          Kind.REFUSED,
          Objects.requireNonNullElse(letter.job().redrive().reason(), Ledger.NOT_VALID));
    }
    Message.of(message).ifPresent(job -> attempts.found(queue, job));
    try {
      send(letter, message);
    } catch (EngineException e) {
      if (e.kind() == Kind.REFUSED) {
        letters.giveBack(letter);
      }
      throw e; // an answer that did not come is looked up by settle()
    }
    try {
      letters.forget(letter);
      open = false;
    } catch (EngineException e) {
      LOG.log(Level.WARNING, "a job of " + queue + " was sent back; its letter goes later", e);
    }
  }

  private void send(DeadLetter letter, String message) {
    String queue = letter.queue();
    int step = names.step(Revival.priority(message));
    var keys =
        List.of(
            names.lists(queue).get(step),
            names.lists(Names.parked(queue)).get(step),
            names.tickets(queue));
    var arguments =
        List.of(
            message,
            letter.ticket(),
            Long.toString(clock.instant().getEpochSecond()),
            Long.toString(TICKETS.toSeconds()));
    Object _ =
        link.call("the retry of a job of " + queue, redis -> redis.eval(SEND, keys, arguments));
  }

  /**
   * Looks up what became of letters that a crash or a lost answer left taken; tries again at the
   * next call when Redis or the ledger does not answer.
   */
  void settle() {
    if (open) {
      try {
        settleTaken();
        open = false;
      } catch (EngineException e) {
        LOG.log(Level.DEBUG, "taken letters stay so for now", e);
      }
    }
  }

  private void settleTaken() {
    for (DeadLetter letter : letters.taken()) {
      String key = names.tickets(letter.queue());
      boolean sent =
          link.call("the look for a ticket", redis -> redis.zscore(key, letter.ticket()) != null);
      if (sent) {
        letters.forget(letter);
      } else {
        letters.giveBack(letter);
      }
    }
  }
}
