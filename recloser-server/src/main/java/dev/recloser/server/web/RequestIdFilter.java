package dev.recloser.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request an id, in the answer's header and in the log of an error. */
final class RequestIdFilter extends OncePerRequestFilter {

  private static final String ATTRIBUTE = RequestIdFilter.class.getName();

  static String idOf(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(ATTRIBUTE));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var id = UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    response.setHeader("X-Request-Id", id);
    chain.doFilter(request, response);
  }
}
