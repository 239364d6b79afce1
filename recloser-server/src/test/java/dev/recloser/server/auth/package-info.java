/** Tests of roles, tokens and sessions. */
@NullMarked
package dev.recloser.server.auth;

import org.jspecify.annotations.NullMarked;
