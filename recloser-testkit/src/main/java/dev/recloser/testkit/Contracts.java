package dev.recloser.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.Support.Level;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Which contract proves which capability, and what the contracts share. */
final class Contracts {

  private Contracts() {}

  static Class<? extends EngineContract> of(Capability capability) {
    return switch (capability) {
      case DISCOVER -> DiscoverContract.class;
      case COUNT -> CountContract.class;
      case AGE -> AgeContract.class;
      case HOLD -> HoldContract.class;
      case GRANT -> GrantContract.class;
      case OUTCOMES -> OutcomesContract.class;
      case BROWSE -> BrowseContract.class;
      case RETRY -> RetryContract.class;
      case REMOVE -> RemoveContract.class;
      case WORKERS -> WorkersContract.class;
      case SEND -> SendContract.class;
    };
  }

  static Set<Level> levels(Capability capability) {
    return switch (capability) {
      case HOLD, GRANT -> Set.of(Level.NONE, Level.EXACT, Level.BOUNDED);
      case OUTCOMES ->
          Set.of(Level.NONE, Level.PER_ATTEMPT, Level.PER_ATTEMPT_NO_ERROR_TEXT, Level.FINAL_ONLY);
      case DISCOVER, COUNT, AGE, BROWSE, RETRY, REMOVE, WORKERS, SEND ->
          Set.of(Level.NONE, Level.YES);
    };
  }

  static void assertKind(ThrowingCallable call, Kind kind, String what) {
    assertThat(catchThrowable(call))
        .as(what)
        .asInstanceOf(InstanceOfAssertFactories.type(EngineException.class))
        .satisfies(thrown -> {
          assertThat(thrown.kind()).isEqualTo(kind);
          assertThat(thrown.getMessage()).isNotBlank();
        });
  }
}
