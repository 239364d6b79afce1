package dev.recloser.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          java.net.ConnectException: Connection refused|java.net.ConnectException: Connection refused
          java.net.ConnectException: Connection refused: db-7.prod.example.com/10.2.0.17:5432|java.net.ConnectException: Connection refused: <host>/<ip>:<n>
          java.net.UnknownHostException: api.stripe.com: Name or service not known|java.net.UnknownHostException: <host>: Name or service not known
          I/O error on POST request for "https://user:secret@api.mailgun.net/v3/messages": Read timed out|I/O error on POST request for "https://<host>/v3/messages": Read timed out
          HTTPSConnectionPool(host='hooks.slack.com', port=443): Max retries exceeded with url: /services/T02AB9C1D/B04XY7Z2Q|HTTPSConnectionPool(host='<host>', port=443): Max retries exceeded with url: /services/<n>/<n>
          requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: http://billing.internal:8080/invoices/948213|requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: http://<host>/invoices/<n>
          redis.exceptions.ConnectionError: Error 111 connecting to redis-master.default.svc.cluster.local:6379. Connection refused.|redis.exceptions.ConnectionError: Error 111 connecting to <host>:<n>. Connection refused.
          smtplib.SMTPRecipientsRefused: {'jane.doe+news@example.co.uk': (550, b'5.1.1 User unknown')}|smtplib.SMTPRecipientsRefused: {'<email>': (550, b'5.1.1 User unknown')}
          Error: connect ECONNREFUSED ::1:5432|Error: connect ECONNREFUSED <ip>
          Error: connect ETIMEDOUT 2001:db8:85a3::8a2e:370:7334|Error: connect ETIMEDOUT <ip>
          Error: getaddrinfo ENOTFOUND smtp2|Error: getaddrinfo ENOTFOUND smtp2
          psycopg.errors.UndefinedColumn: column orders.id does not exist|psycopg.errors.UndefinedColumn: column orders.id does not exist
          order 550e8400-e29b-41d4-a716-446655440000 is locked by worker.py:88|order <n> is locked by worker.py:88
          org.postgresql.util.PSQLException: The connection attempt failed. jdbc:postgresql://pg1:5432/shop|org.postgresql.util.PSQLException: The connection attempt failed. jdbc:postgresql://<host>/shop
          com.example.mail.Http2Exception: stream 7 was reset|com.example.mail.Http2Exception: stream 7 was reset
          Deadlock found at 2026-11-24T14:19:43.120Z, retry 2|Deadlock found at <n>, retry 2
          Lock held since 14:19:43 by java.lang.Object@1b2c3d4|Lock held since <n> by java.lang.Object@<n>
          Cannot read properties of undefined (reading 'user.id')|Cannot read properties of undefined (reading 'user.id')
          MongoServerSelectionError: connection 507f1f77bcf86cd799439011 to MONGO1.EXAMPLE.ORG:27017 closed|MongoServerSelectionError: connection <n> to <host>:<n> closed
          amqp: connection to amqp://guest:guest@10.0.0.9:5672// lost after 12345 ms|amqp: connection to amqp://<host>// lost after <n> ms
          celery.exceptions.WorkerLostError: celery@worker1 exited with signal 9 (SIGKILL)|celery.exceptions.WorkerLostError: celery@worker1 exited with signal 9 (SIGKILL)
          open file:///var/spool/mail/8f14e45f.eml: no space|open file:///var/spool/mail/<n>.eml: no space
          javax.net.ssl.SSLHandshakeException: SHA256withRSA not accepted by fe80::1%eth0|javax.net.ssl.SSLHandshakeException: SHA256withRSA not accepted by <ip>
          """)
  void keepsWhatNamesTheErrorAndMasksWhatDiffers(String error, String expected) {
    assertThat(Words.fingerprint(error)).isEqualTo(expected);
  }

  @Test
  void isOnOneLineAndShort() {
    assertThat(Words.fingerprint("one\r\ntwo\tthree")).isEqualTo("one  two three");
    assertThat(Words.fingerprint("word ".repeat(1_000))).hasSize(200);
    assertThat(Words.fingerprint("")).isEmpty();
    assertThat(Words.fingerprint("...:::!!!")).isEqualTo("...:::!!!");
  }

  @Test
  void aLongHostileTextIsCutBeforeItIsRead() {
    assertThat(Words.fingerprint("a.".repeat(1_000_000))).hasSize(200);
    assertThat(Words.fingerprint(":".repeat(1_000_000))).isNotEmpty();
    assertThat(Words.fingerprint("@".repeat(1_000_000))).hasSize(200);
  }
}
