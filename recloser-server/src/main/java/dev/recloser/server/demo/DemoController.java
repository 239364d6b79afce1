package dev.recloser.server.demo;

import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Success;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Breaks and mends the demo's dependencies. */
@RestController
@RequestMapping("/api/v1/demo")
final class DemoController {

  private final Demo demo;

  DemoController(Demo demo) {
    this.demo = demo;
  }

  record Dependencies(List<Dependency> dependencies) {}

  record Dependency(
      String id, String queue, String mode, Instant since, double callsPerS, double failedPerS) {}

  record Change(@Nullable String mode) {}

  @GetMapping
  Success<Dependencies> list() {
    return Success.of(new Dependencies(demo.dependencies().stream().map(this::shown).toList()));
  }

  @PostMapping("/dependencies/{id}")
  Success<Dependency> change(@PathVariable String id, @RequestBody Change change) {
    var dependency =
        demo.dependency(id)
            .orElseThrow(() -> ApiException.notFound("not_found", "No dependency " + id + "."));
    dependency.mode(mode(change.mode()));
    return Success.of(shown(dependency));
  }

  private static DemoMode mode(@Nullable String word) {
    for (var mode : DemoMode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
        return mode;
      }
    }
    throw ApiException.invalid("mode", "must be up, fail, slow, flap or half");
  }

  private Dependency shown(FakeDependency dependency) {
    var status = dependency.status();
    var name = dependency.queue().name();
    return new Dependency(
        name,
        demo.queueId(name),
        status.mode().name().toLowerCase(Locale.ROOT),
        status.since(),
        status.callsPerSecond(),
        status.failedPerSecond());
  }
}
