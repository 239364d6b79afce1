import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A Jakarta Messaging worker that fails on demand; a rollback is a failed attempt. Run it as a
 * single file with the classes of artemis-jakarta-client: {@code java -cp 'lib/*' Worker.java}.
 *
 * <p>Environment, as for worker.mjs: QUEUE, URL, USERNAME, PASSWORD, THREADS, LOG, OUTAGE_FILE,
 * FAIL_PERCENT, FLAP_MS, REPORT. The client's window is in URL: consumerWindowSize=0 takes no job
 * ahead.
 */
public class Worker {

  private static final String QUEUE = setting("QUEUE", "jobs");
  private static final String URL =
      setting("URL", "tcp://127.0.0.1:61616?consumerWindowSize=0&reconnectAttempts=-1");
  private static final String LOG = setting("LOG", "");
  private static final String OUTAGE_FILE = setting("OUTAGE_FILE", "");
  private static final String REPORT = setting("REPORT", "");
  private static final int FAIL_PERCENT = Integer.parseInt(setting("FAIL_PERCENT", "0"));
  private static final long FLAP_MS = Long.parseLong(setting("FLAP_MS", "0"));

  private final Session session;
  private final Session reports;

  private Worker(Connection connection) throws JMSException {
    session = connection.createSession(true, Session.SESSION_TRANSACTED);
    reports = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(setting("THREADS", "1"));
    try (var factory = new ActiveMQConnectionFactory(URL);
        Connection connection =
            factory.createConnection(setting("USERNAME", "peer"), setting("PASSWORD", ""))) {
      connection.start();
      var started = new Thread[threads];
      for (int i = 0; i < threads; i++) {
        var worker = new Worker(connection);
        started[i] = Thread.ofPlatform().start(worker::work);
      }
      for (Thread thread : started) {
        thread.join();
      }
    }
  }

  private void work() {
    try {
      var consumer = session.createConsumer(session.createQueue(QUEUE));
      for (Message job = consumer.receive(); job != null; job = consumer.receive()) {
        run(job);
      }
    } catch (JMSException | IOException | InterruptedException e) {
      System.err.println("worker ended: " + e.getMessage());
    }
  }

  private void run(Message job) throws JMSException, IOException, InterruptedException {
    String body = body(job);
    // A job that came over AMQP has its own id only in its body for this client.
    String id = field(body, "id", job.getJMSMessageID());
    int attempt = job.getIntProperty("JMSXDeliveryCount");
    note("S", id, attempt);
    Thread.sleep(Long.parseLong(field(body, "ms", "0")));
    String error = failure(body, id, attempt);
    if (error == null) {
      session.commit();
      note("C", id, attempt);
      return;
    }
    note("F", id, attempt);
    session.rollback();
    if (!REPORT.isEmpty()) {
      String report =
          """
          {"queue":"%s","id":"%s","attempt":%d,"error":"%s","error_class":"PeerFailure"}"""
              .formatted(QUEUE, id, attempt, error);
      try (MessageProducer producer = reports.createProducer(reports.createQueue(REPORT))) {
        producer.send(reports.createTextMessage(report));
      }
    }
  }

  /** Why this attempt fails; null when it succeeds. The same rules as options.mjs. */
  private static String failure(String body, String id, int attempt) {
    if (!OUTAGE_FILE.isEmpty() && Files.exists(Path.of(OUTAGE_FILE))) {
      return "the dependency is down";
    }
    if (FLAP_MS > 0 && System.currentTimeMillis() / FLAP_MS % 2 == 1) {
      return "the dependency flaps";
    }
    if (draw(id, attempt) < FAIL_PERCENT) {
      return "the dependency fails now and then";
    }
    String fail = field(body, "fail", "false");
    boolean fails =
        fail.equals("true") || (fail.matches("\\d+") && attempt <= Integer.parseInt(fail));
    return fails ? field(body, "error", "this job fails") : null;
  }

  private static long draw(String id, int attempt) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((id + "#" + attempt).getBytes(StandardCharsets.UTF_8));
      return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) % 100;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String body(Message job) throws JMSException {
    return job instanceof BytesMessage
        ? new String(job.getBody(byte[].class), StandardCharsets.UTF_8)
        : String.valueOf(job.getBody(String.class));
  }

  private static String field(String json, String name, String otherwise) {
    Matcher match =
        Pattern.compile("\"" + name + "\"\\s*:\\s*(?:\"([^\"]*)\"|([\\w.-]+))").matcher(json);
    if (!match.find()) {
      return otherwise;
    }
    return match.group(1) != null ? match.group(1) : match.group(2);
  }

  private static synchronized void note(String event, String id, int attempt) throws IOException {
    if (!LOG.isEmpty()) {
      Files.writeString(
          Path.of(LOG),
          event + " " + System.currentTimeMillis() + " " + id + " " + attempt + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static String setting(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : value;
  }
}
