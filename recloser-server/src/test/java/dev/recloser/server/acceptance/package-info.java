/**
 * What an operator would see: the server as a process of its own, killed without mercy, with real
 * workers on real client libraries.
 */
@NullMarked
package dev.recloser.server.acceptance;

import org.jspecify.annotations.NullMarked;
