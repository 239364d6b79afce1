package dev.recloser.engines.artemis;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Jakarta Messaging clients over the two protocols that can report a failed job. */
enum Clients {
  CORE {
    @Override
    ConnectionFactory factory(int port, boolean prefetch) {
      return new ActiveMQConnectionFactory(
          "tcp://127.0.0.1:" + port + "?consumerWindowSize=" + (prefetch ? 1 << 20 : 0));
    }
  },
  AMQP {
    @Override
    ConnectionFactory factory(int port, boolean prefetch) {
      return new JmsConnectionFactory(
          "amqp://127.0.0.1:"
              + port
              + "?jms.sendTimeout=10000&jms.prefetchPolicy.all="
              + (prefetch ? 100 : 0));
    }
  };

  abstract ConnectionFactory factory(int port, boolean prefetch);

  ConnectionFactory factory(int port) {
    return factory(port, false);
  }

  /** A connection whose consumers take jobs ahead. */
  Connection prefetching(int port) throws JMSException {
    Connection connection = factory(port, true).createConnection("worker", Embedded.TOKEN);
    connection.start();
    return connection;
  }

  Connection connect(int port) throws JMSException {
    Connection connection = factory(port).createConnection("worker", Embedded.TOKEN);
    connection.start();
    return connection;
  }

  /** Sends jobs and returns their ids. */
  List<String> send(int port, String queue, int count) throws JMSException {
    var ids = new ArrayList<String>();
    try (Connection connection = connect(port);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      var producer = session.createProducer(session.createQueue(queue));
      for (int i = 0; i < count; i++) {
        var message = session.createTextMessage("job " + i);
        producer.send(message);
        ids.add(message.getJMSMessageID());
      }
    }
    return ids;
  }

  void report(int port, String json) throws JMSException {
    try (Connection connection = connect(port);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session
          .createProducer(session.createQueue("recloser.outcomes"))
          .send(session.createTextMessage(json));
    }
  }
}
