package dev.recloser.server.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
public final class Version implements IVersionProvider {

  /** For picocli. */
  public Version() {}

  /** Like {@code 0.1.0}; {@code development} outside a jar. */
  public static String text() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Recloser " + text()};
  }
}
