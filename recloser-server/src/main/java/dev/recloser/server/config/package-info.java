/** What the server was told: one typed record, whatever the source. */
@NullMarked
package dev.recloser.server.config;

import org.jspecify.annotations.NullMarked;
