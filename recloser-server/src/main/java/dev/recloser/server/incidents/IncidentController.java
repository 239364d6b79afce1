package dev.recloser.server.incidents;

import dev.recloser.control.Incident;
import dev.recloser.control.IncidentReport;
import dev.recloser.server.store.IncidentLog;
import dev.recloser.server.store.IncidentLog.Place;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Items;
import dev.recloser.server.web.Success;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What went wrong, how long, and what it would have cost. */
@RestController
@RequestMapping("/api/v1/incidents")
final class IncidentController {

  private static final int MOST = 200;
  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);

  private final IncidentLog log;
  private final InstantSource clock;

  IncidentController(IncidentLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @GetMapping
  Success<Items<IncidentJson>> incidents(
      @RequestParam(required = false) @Nullable String queue,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw ApiException.invalid("limit", "must be 1 to 200");
    }
    var found = log.page(queue, cursor == null ? null : place(cursor), limit + 1);
    boolean more = found.size() > limit;
    var shown = more ? found.subList(0, limit) : found;
    var now = clock.instant();
    return Success.of(
        new Items<>(
            shown.stream().map(incident -> IncidentJson.of(incident, now)).toList(),
            more ? cursor(Place.of(shown.getLast())) : null));
  }

  /** The id holds a slash and a number sign: both come encoded. */
  @GetMapping("/{id}")
  Success<IncidentJson> incident(@PathVariable String id) {
    return Success.of(IncidentJson.of(find(id), clock.instant()));
  }

  @GetMapping(path = "/{id}", produces = "text/markdown")
  ResponseEntity<String> report(@PathVariable String id) {
    return ResponseEntity.ok()
        .contentType(MARKDOWN)
        .body(IncidentReport.markdown(find(id), clock.instant()));
  }

  /** The same for clients that cannot set a header. */
  @GetMapping(path = "/{id}", params = "format=markdown")
  ResponseEntity<String> reportByParameter(@PathVariable String id) {
    return report(id);
  }

  private Incident find(String id) {
    return log.find(id)
        .orElseThrow(() ->
            ApiException.notFound(
                "incident_not_found", "No incident " + id + ", or it is too old to be kept."));
  }

  private static String cursor(Place place) {
    var text = place.openedAtMillis() + " " + place.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Place place(String cursor) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      return new Place(
          Long.parseLong(text.substring(0, Math.max(0, space))), text.substring(space + 1));
    } catch (IllegalArgumentException _) {
      throw ApiException.invalid("cursor", "is not one that was given out");
    }
  }
}
