package dev.recloser.server.groups;

import dev.recloser.control.Control;
import dev.recloser.control.GroupAdmin;
import dev.recloser.control.QueueId;
import dev.recloser.policy.BreakerGroup;
import dev.recloser.server.auth.Caller;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Reasons;
import dev.recloser.server.web.Success;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which queues share a breaker. The breaker itself is that of the queue {@code groups/name}. */
@RestController
@RequestMapping("/api/v1/groups/{name}")
final class GroupController {

  private final Control control;

  GroupController(Control control) {
    this.control = control;
  }

  /**
   * What a group is from now on.
   *
   * @param queues ids of queues, where {@code *} stands for any characters
   * @param expectedQueues what they have to be before, {@code []} for a group that is not there
   *     yet; else 409 {@code group_changed}. Without it the group is changed whatever it is
   */
  record GroupChange(
      @Nullable List<String> queues,
      @Nullable List<String> expectedQueues,
      @Nullable String reason) {}

  /**
   * A group.
   *
   * @param queues ids of queues, where {@code *} stands for any characters
   * @param source {@code file} or {@code api}; one of the file cannot be changed here
   * @param members the queues that are there now
   */
  record GroupJson(
      String name, String breaker, List<String> queues, String source, List<String> members) {

    static GroupJson of(GroupAdmin.View view) {
      var group = view.group();
      return new GroupJson(
          group.name(),
          BreakerGroup.ENGINE + "/" + group.name(),
          group.queues(),
          view.fromFile() ? "file" : "api",
          view.members().stream().map(QueueId::toString).toList());
    }
  }

  record Deleted(boolean success, String message) {}

  @GetMapping
  Success<GroupJson> group(@PathVariable String name) {
    return Success.of(GroupJson.of(control.groups().get(name)));
  }

  @PutMapping
  Success<GroupJson> put(
      @PathVariable String name,
      @RequestBody GroupChange change,
      @AuthenticationPrincipal Caller caller) {
    var group = checked(name, change.queues());
    var expected = change.expectedQueues();
    if (expected != null && expected.contains(null)) {
      throw ApiException.invalid("expected_queues", "must be a list like [\"redis/billing\"]");
    }
    var reason = Reasons.checked(change.reason());
    return Success.of(GroupJson.of(control.groups().put(group, expected, caller.name(), reason)));
  }

  @DeleteMapping
  Success<Deleted> delete(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String reason,
      @AuthenticationPrincipal Caller caller) {
    control.groups().delete(name, caller.name(), Reasons.checked(reason));
    return Success.of(
        new Deleted(
            true, "Deleted; its queues go on with their own breakers from where it stood."));
  }

  private static BreakerGroup checked(String name, @Nullable List<String> queues) {
    if (queues == null || queues.contains(null)) {
      throw ApiException.invalid("queues", "must be a list like [\"redis/billing\"]");
    }
    if (!BreakerGroup.isName(name)) {
      throw ApiException.invalid("name", "must be 1 to 40 lower case letters, digits and dashes");
    }
    try {
      return new BreakerGroup(name, queues);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid("queues", "cannot be used: " + e.getMessage());
    }
  }
}
