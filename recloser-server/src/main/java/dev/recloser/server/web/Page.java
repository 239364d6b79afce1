package dev.recloser.server.web;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** The page: a path that is no file and no API is a place within it. */
final class Page extends PathResourceResolver {

  static final String NOT_BUILT =
      "The page is not built into this server: ./dev build does it. The API is at /api/v1.\n";

  /** Whether this path, without its first slash, is one that the page itself shows. */
  static boolean isPlace(String path) {
    return !path.startsWith("api/") && !path.startsWith("actuator/") && !path.startsWith("assets/");
  }

  @Override
  protected @Nullable Resource getResource(String path, Resource location) throws IOException {
    var file = super.getResource(path, location);
    return file != null || !isPlace(path) ? file : super.getResource("index.html", location);
  }
}
