/**
 * A broker that runs elsewhere, driven by its management interface over one core connection.
 * Nothing of Recloser has to be installed there.
 */
@NullMarked
package dev.recloser.engines.artemis.remote;

import org.jspecify.annotations.NullMarked;
