package dev.recloser.server.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** The envelope for requests so malformed that Tomcat answers them itself. */
public final class PlainErrorValve extends ErrorReportValve {

  /** Made by Tomcat. */
  public PlainErrorValve() {}

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    var body =
        "{\"status\":\"error\",\"code\":\"%s\",\"message\":\"%s\"}"
            .formatted(
                status < 500 ? "invalid_request" : "internal",
                status < 500 ? "The request is malformed." : "Recloser failed on this request.");
    try {
      response.setContentType("application/json");
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      response.finishResponse();
    } catch (IOException _) {
      return; // the client is gone
    }
  }
}
