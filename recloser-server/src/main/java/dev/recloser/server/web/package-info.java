/** What all of HTTP shares: the envelope, errors, request ids, limits, the page's files. */
@NullMarked
package dev.recloser.server.web;

import org.jspecify.annotations.NullMarked;
