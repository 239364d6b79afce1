/** Who may do what: tokens, sessions, roles, and the filter that reads the bearer token. */
@NullMarked
package dev.recloser.server.auth;

import org.jspecify.annotations.NullMarked;
