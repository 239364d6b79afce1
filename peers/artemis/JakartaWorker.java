import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A Jakarta Messaging worker that fails on demand: a transacted session, a rollback is a failed
 * attempt. Run as a single file with artemis-jakarta-client and its dependencies on the class path:
 * {@code java -cp 'lib/*' JakartaWorker.java}. The environment is that of {@code worker.mjs}: QUEUE,
 * URL, WORKERS, LOG, OUTAGE_FILE, REPORT, USERNAME, PASSWORD.
 */
class JakartaWorker {

  private static final String QUEUE = env("QUEUE", "jobs");
  private static final String LOG = env("LOG", "");
  private static final String OUTAGE_FILE = env("OUTAGE_FILE", "");
  private static final String REPORT = env("REPORT", "");
  // window 0: a worker holds the job in hand and no other
  private static final String URL = env("URL", "tcp://127.0.0.1:61616?consumerWindowSize=0");

  public static void main(String[] arguments) throws InterruptedException {
    for (int i = 0; i < Integer.parseInt(env("WORKERS", "1")); i++) {
      Thread.ofPlatform().start(JakartaWorker::workForEver);
    }
    Thread.currentThread().join();
  }

  private static void workForEver() {
    while (true) {
      try (var factory = new ActiveMQConnectionFactory(URL);
          var connection = factory.createConnection(env("USERNAME", "worker"), env("PASSWORD", ""))) {
        connection.start();
        work(connection.createSession(true, Session.SESSION_TRANSACTED));
      } catch (JMSException | IOException e) {
        System.err.println("connection: " + e.getMessage());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void work(Session session) throws JMSException, IOException, InterruptedException {
    var consumer = session.createConsumer(session.createQueue(QUEUE));
    for (var message = consumer.receive(); message != null; message = consumer.receive()) {
      var job = text(message);
      int attempt = message.getIntProperty("JMSXDeliveryCount");
      // a job sent by AMQP shows another JMSMessageID here than its own: its id is in the body
      var id = field(job, "id", message.getJMSMessageID());
      log("S", id, attempt);
      Thread.sleep(Long.parseLong(field(job, "ms", "0")));
      boolean down = !OUTAGE_FILE.isEmpty() && Files.exists(Path.of(OUTAGE_FILE));
      var fail = field(job, "fail", "false");
      if (down || fail.equals("true") || (fail.matches("\\d+") && attempt <= Integer.parseInt(fail))) {
        log("F", id, attempt);
        session.rollback();
        report(session, id, attempt, down ? "dependency is down" : "failed on demand");
      } else {
        session.commit();
        log("C", id, attempt);
      }
    }
  }

  private static void report(Session session, String id, int attempt, String error)
      throws JMSException {
    if (!REPORT.isEmpty()) {
      var report =
          "{\"queue\":\"%s\",\"id\":\"%s\",\"attempt\":%d,\"error_class\":\"PeerError\",\"error\":\"%s\"}"
              .formatted(QUEUE, id, attempt, error);
      session.createProducer(session.createQueue(REPORT)).send(session.createTextMessage(report));
      session.commit();
    }
  }

  private static String text(Message message) throws JMSException {
    return message instanceof BytesMessage
        ? new String(message.getBody(byte[].class), StandardCharsets.UTF_8)
        : message.getBody(String.class);
  }

  private static synchronized void log(String kind, String id, int attempt) throws IOException {
    if (!LOG.isEmpty()) {
      var line = "%s %d %s %d%n".formatted(kind, System.currentTimeMillis(), id, attempt);
      Files.writeString(Path.of(LOG), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static String field(String json, String name, String otherwise) {
    var match = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]*)").matcher(json);
    return match.find() ? match.group(1) : otherwise;
  }

  private static String env(String name, String otherwise) {
    var value = System.getenv(name);
    return value == null ? otherwise : value;
  }
}
