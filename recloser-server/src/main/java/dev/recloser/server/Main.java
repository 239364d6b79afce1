package dev.recloser.server;

import dev.recloser.server.auth.Tokens;
import dev.recloser.server.cli.CommandLineReader;
import dev.recloser.server.cli.CommandLineReader.UsageException;
import dev.recloser.server.config.Settings;
import dev.recloser.server.replay.ReplayCommand;
import dev.recloser.server.store.StoreException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts the server. Exit code 2: wrong options; 1: it could not start.
 *
 * <p>Only configuration classes are looked for: a bean is there because one of them makes it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@BootParts
@ComponentScan(
    useDefaultFilters = false,
    includeFilters = @ComponentScan.Filter(Configuration.class))
public class Main {

  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  /** Made by Spring. */
  public Main() {}

  /** Reads options, starts, and says where the page is. */
  public static void main(String[] arguments) {
    manyCarriers();
    var out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
    if (arguments.length > 0 && arguments[0].equals(ReplayCommand.NAME)) {
      var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      System.exit(ReplayCommand.run(rest, out, InstantSource.system()));
    }
    try {
      CommandLineReader.read(arguments, System.getenv(), out)
          .ifPresent(settings -> run(settings, out));
    } catch (UsageException e) {
      out.println("recloser: " + e.getMessage());
      out.println("See --help.");
      System.exit(2);
    } catch (RuntimeException e) {
      out.println("recloser: " + readable(e, out));
      System.exit(1);
    }
  }

  /**
   * A virtual thread that waits in the loading of a class keeps its carrier. With one for each of
   * two cores, two that wait for the jar stop all others, the one that holds the jar's lock too.
   * See docs/adr/0003-http-stack.md.
   */
  private static void manyCarriers() {
    if (System.getProperty(CARRIERS) == null) {
      System.setProperty(CARRIERS, "16");
    }
  }

  private static void run(Settings settings, PrintWriter out) {
    var context = start(settings);
    var web = ((ServletWebServerApplicationContext) context).getWebServer();
    int port = web == null ? settings.port() : web.getPort();
    context
        .getBean(Tokens.class)
        .ensureAdmin(settings.adminToken())
        .ifPresent(secret -> printToken(secret, out));
    out.printf("Recloser runs: http://%s:%d/queue-monitoring%n", shown(settings.address()), port);
  }

  /** Starts the server with these settings; for {@link #main} and for tests. */
  static GenericApplicationContext start(Settings settings) {
    var application = new SpringApplication(Main.class);
    application.setDefaultProperties(
        Map.of("server.port", settings.port(), "server.address", settings.address()));
    application.addInitializers(context ->
        ((GenericApplicationContext) context).registerBean(Settings.class, () -> settings));
    if (settings.demo()) {
      application.setAdditionalProfiles("demo");
    }
    return (GenericApplicationContext) application.run();
  }

  private static void printToken(String secret, PrintWriter out) {
    out.println();
    out.println("  Sign in with this admin token. It is shown only now:");
    out.println();
    out.println("    " + secret);
    out.println();
  }

  private static String shown(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  /** The cause that people can act on; with its whole trace when they cannot. */
  private static String readable(Throwable failure, PrintWriter out) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException busy) {
        return "port "
            + busy.getPort()
            + " is taken; stop what uses it, or choose another with --port";
      }
      if (cause instanceof StoreException || cause instanceof IllegalArgumentException) {
        return String.valueOf(cause.getMessage());
      }
    }
    failure.printStackTrace(out);
    return "could not start: " + failure;
  }
}
