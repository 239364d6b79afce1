package dev.recloser.server.queues;

import dev.recloser.control.Control;
import dev.recloser.control.QueueView;
import dev.recloser.engine.QueueSample;
import dev.recloser.server.queues.QueueJson.CountsJson;
import dev.recloser.server.web.Success;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The snapshot that every viewer polls, and the management view of the former back end. */
@RestController
@RequestMapping("/api/v1")
final class SnapshotController {

  private final Control control;
  private final SnapshotBytes bytes;

  SnapshotController(Control control, SnapshotBytes bytes) {
    this.control = control;
    this.bytes = bytes;
  }

  record Management(MainStatusJson circuitBreaker, CountsJson jobCounts, Instant timestamp) {}

  @GetMapping("/snapshot")
  ResponseEntity<byte[]> snapshot(
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String encodings) {
    var answer = bytes.newest();
    var status = answer.tag().equals(known) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK;
    var response =
        ResponseEntity.status(status)
            .header(HttpHeaders.ETAG, answer.tag())
            .header(HttpHeaders.CACHE_CONTROL, "no-cache, private")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (status == HttpStatus.NOT_MODIFIED) {
      return response.build();
    }
    boolean gzip = encodings != null && encodings.contains("gzip");
    if (gzip) {
      response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return response
        .contentType(MediaType.APPLICATION_JSON)
        .body(gzip ? answer.gzip() : answer.plain());
  }

  @GetMapping("/queue/management")
  Success<Management> management() {
    var snapshot = control.snapshot();
    var queues = snapshot.ownQueues();
    var counts =
        new CountsJson(
            sum(queues, QueueSample.Counts::waiting),
            sum(queues, QueueSample.Counts::running),
            sum(queues, QueueSample.Counts::scheduled),
            sum(queues, QueueSample.Counts::retrying),
            sum(queues, QueueSample.Counts::dead),
            sum(queues, QueueSample.Counts::completed));
    return Success.of(new Management(MainStatusJson.of(snapshot), counts, snapshot.takenAt()));
  }

  /** The sum over the queues that can tell; null when none can. */
  private static @Nullable Long sum(
      List<QueueView> queues, Function<QueueSample.Counts, @Nullable Long> count) {
    Long sum = queues.isEmpty() ? 0L : null;
    for (var queue : queues) {
      var number = count.apply(queue.sample().counts());
      if (number != null) {
        sum = (sum == null ? 0 : sum) + number;
      }
    }
    return sum;
  }
}
