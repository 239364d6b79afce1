package dev.recloser.bench;

import dev.recloser.bench.Controls.Grant;
import org.jspecify.annotations.Nullable;

/** The gate before all processes and the gate of each. */
final class Gates {

  /** What an ordinary start carries. */
  private static final Grant ORDINARY = new Grant(0, 1, true);

  private static final class Gate {
    private boolean held;
    private @Nullable Grant grant;
    private int left;
  }

  private final Gate all = new Gate();
  private final Gate[] own;
  private final int[] limits;
  private final long[] restUntil;

  Gates(Trace.Workers workers) {
    own = new Gate[workers.processes()];
    limits = new int[own.length];
    restUntil = new long[own.length];
    for (int process = 0; process < own.length; process++) {
      own[process] = new Gate();
      limits[process] = workers.slots();
    }
  }

  void hold(int process) {
    var gate = gate(process);
    gate.held = true;
    gate.left = 0;
  }

  void flow(int process) {
    gate(process).held = false;
  }

  void grant(int process, Grant grant) {
    var gate = gate(process);
    gate.grant = grant;
    gate.left = grant.starts();
  }

  void limit(int process, int jobs) {
    limits[process] = jobs;
  }

  void restUntil(int process, long until) {
    restUntil[process] = until;
  }

  /** Under what a process may start a job; null when it may not. */
  @Nullable Grant permit(int process, int running, long now) {
    if (running >= limits[process] || now < restUntil[process]) {
      return null;
    }
    var shared = permit(all);
    var single = permit(own[process]);
    return shared == null || single == null ? null : all.held ? shared : single;
  }

  /** A process started a job. */
  void used(int process) {
    all.left -= all.held ? 1 : 0;
    own[process].left -= own[process].held ? 1 : 0;
  }

  private static @Nullable Grant permit(Gate gate) {
    if (!gate.held) {
      return ORDINARY;
    }
    return gate.left > 0 ? gate.grant : null;
  }

  private Gate gate(int process) {
    return process == Controls.ALL ? all : own[process];
  }
}
