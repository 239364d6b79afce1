package dev.recloser.server.demo;

import java.util.List;

/**
 * One demo queue and the dependency its jobs call.
 *
 * @param name of the queue and of the dependency
 * @param jobsPerSecond what the producer sends
 * @param workers worker sessions
 * @param callMillis how long a good call takes
 * @param errorClass class of the error when the dependency is down
 * @param error its text
 */
record DemoQueue(
    String name, int jobsPerSecond, int workers, int callMillis, String errorClass, String error) {

  static final List<DemoQueue> ALL =
      List.of(
          new DemoQueue(
              "mail", 12, 4, 60, "SmtpException", "421 too many connections from your host"),
          new DemoQueue("payments", 8, 3, 90, "PaymentGatewayException", "503 service unavailable"),
          new DemoQueue("llm", 6, 3, 150, "ModelOverloadedError", "529 the model is overloaded"),
          new DemoQueue(
              "webhooks", 10, 3, 40, "ConnectException", "connection refused: hooks.example"));
}
