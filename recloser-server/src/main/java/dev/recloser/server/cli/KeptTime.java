package dev.recloser.server.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A long time like {@code 90d} or {@code 12h}. */
final class KeptTime implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,5})([dh])");

  /** For picocli. */
  KeptTime() {}

  @Override
  public Duration convert(String value) {
    var parts = FORM.matcher(value);
    if (!parts.matches()) {
      throw new TypeConversionException("'" + value + "' is no time like 90d or 12h");
    }
    long number = Long.parseLong(parts.group(1));
    return parts.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
  }
}
