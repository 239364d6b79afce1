package dev.recloser.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses request bodies over 64 KiB, declared or not. */
final class BodyLimitFilter extends OncePerRequestFilter {

  static final int LIMIT = 64 * 1024;
  static final ApiError ERROR =
      ApiError.of("payload_too_large", "The request body is over the limit of 64 KiB.");

  private final ErrorWriter errors;

  BodyLimitFilter(ErrorWriter errors) {
    this.errors = errors;
  }

  /** A body without a declared length went over the limit. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LIMIT) {
      errors.write(request, response, HttpStatus.CONTENT_TOO_LARGE, ERROR.code(), ERROR.message());
      return;
    }
    chain.doFilter(request.getContentLengthLong() >= 0 ? request : new Limited(request), response);
  }

  private static final class Limited extends HttpServletRequestWrapper {
    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counting(super.getInputStream());
    }
  }

  private static final class Counting extends ServletInputStream {
    private final ServletInputStream in;
    private int read;

    Counting(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      if (next >= 0 && ++read > LIMIT) {
        throw new TooLargeException();
      }
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      if (count > 0) {
        read += count;
        if (read > LIMIT) {
          throw new TooLargeException();
        }
      }
      return count;
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
