/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Number = $util.global.Number, $String = $util.global.String, $Array = $util.global.Array, $Boolean = $util.global.Boolean;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const hopscope = $root.hopscope = (() => {

    /**
     * Namespace hopscope.
     * @exports hopscope
     * @namespace
     */
    const hopscope = {};

    hopscope.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof hopscope
         * @namespace
         */
        const v1 = {};

        v1.Time = (function() {

            /**
             * Properties of a Time.
             * @typedef {Object} hopscope.v1.Time.$Properties
             * @property {number|null} [sec] Time sec
             * @property {number|null} [nsec] Time nsec
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Time.
             * @memberof hopscope.v1
             * @interface ITime
             * @augments hopscope.v1.Time.$Properties
             * @deprecated Use hopscope.v1.Time.$Properties instead.
             */

            /**
             * Shape of a Time.
             * @typedef {hopscope.v1.Time.$Properties} hopscope.v1.Time.$Shape
             */

            /**
             * Constructs a new Time.
             * @memberof hopscope.v1
             * @classdesc Represents a Time.
             * @constructor
             * @param {hopscope.v1.Time.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Time = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Time sec.
             * @member {number} sec
             * @memberof hopscope.v1.Time
             * @instance
             */
            Time.prototype.sec = 0;

            /**
             * Time nsec.
             * @member {number} nsec
             * @memberof hopscope.v1.Time
             * @instance
             */
            Time.prototype.nsec = 0;

            /**
             * Creates a new Time instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Time
             * @static
             * @param {hopscope.v1.Time.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Time} Time instance
             * @type {{
             *   (properties: hopscope.v1.Time.$Shape): hopscope.v1.Time & hopscope.v1.Time.$Shape;
             *   (properties?: hopscope.v1.Time.$Properties): hopscope.v1.Time;
             * }}
             */
            Time.create = function(properties) {
                return new Time(properties);
            };

            /**
             * Encodes the specified Time message. Does not implicitly {@link hopscope.v1.Time.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Time
             * @static
             * @param {hopscope.v1.Time.$Properties} message Time message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Time.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sec != null && $Object.hasOwnProperty.call(message, "sec") && message.sec !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.sec);
                if (message.nsec != null && $Object.hasOwnProperty.call(message, "nsec") && message.nsec !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.nsec);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Time message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Time
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Time & hopscope.v1.Time.$Shape} Time
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Time.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Time();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sec = value;
                            else
                                delete message.sec;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.nsec = value;
                            else
                                delete message.nsec;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Time message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Time
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Time} Time
             */
            Time.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Time)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Time: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Time();
                if (object.sec != null)
                    if ($Number(object.sec) !== 0)
                        message.sec = object.sec >>> 0;
                if (object.nsec != null)
                    if ($Number(object.nsec) !== 0)
                        message.nsec = object.nsec >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a Time message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Time
             * @static
             * @param {hopscope.v1.Time} message Time
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Time.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.sec = 0;
                    object.nsec = 0;
                }
                if (message.sec != null && $Object.hasOwnProperty.call(message, "sec"))
                    object.sec = message.sec;
                if (message.nsec != null && $Object.hasOwnProperty.call(message, "nsec"))
                    object.nsec = message.nsec;
                return object;
            };

            /**
             * Converts this Time to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Time
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Time.prototype.toJSON = function() {
                return Time.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Time
             * @function getTypeUrl
             * @memberof hopscope.v1.Time
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Time.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Time";
            };

            return Time;
        })();

        v1.Failure = (function() {

            /**
             * Properties of a Failure.
             * @typedef {Object} hopscope.v1.Failure.$Properties
             * @property {string|null} [code] Failure code
             * @property {string|null} [message] Failure message
             * @property {string|null} [detail] Failure detail
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Failure.
             * @memberof hopscope.v1
             * @interface IFailure
             * @augments hopscope.v1.Failure.$Properties
             * @deprecated Use hopscope.v1.Failure.$Properties instead.
             */

            /**
             * Shape of a Failure.
             * @typedef {hopscope.v1.Failure.$Properties} hopscope.v1.Failure.$Shape
             */

            /**
             * Constructs a new Failure.
             * @memberof hopscope.v1
             * @classdesc Represents a Failure.
             * @constructor
             * @param {hopscope.v1.Failure.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Failure = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Failure code.
             * @member {string} code
             * @memberof hopscope.v1.Failure
             * @instance
             */
            Failure.prototype.code = "";

            /**
             * Failure message.
             * @member {string} message
             * @memberof hopscope.v1.Failure
             * @instance
             */
            Failure.prototype.message = "";

            /**
             * Failure detail.
             * @member {string} detail
             * @memberof hopscope.v1.Failure
             * @instance
             */
            Failure.prototype.detail = "";

            /**
             * Creates a new Failure instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Failure
             * @static
             * @param {hopscope.v1.Failure.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Failure} Failure instance
             * @type {{
             *   (properties: hopscope.v1.Failure.$Shape): hopscope.v1.Failure & hopscope.v1.Failure.$Shape;
             *   (properties?: hopscope.v1.Failure.$Properties): hopscope.v1.Failure;
             * }}
             */
            Failure.create = function(properties) {
                return new Failure(properties);
            };

            /**
             * Encodes the specified Failure message. Does not implicitly {@link hopscope.v1.Failure.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Failure
             * @static
             * @param {hopscope.v1.Failure.$Properties} message Failure message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Failure.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                if (message.detail != null && $Object.hasOwnProperty.call(message, "detail") && message.detail !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.detail);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Failure message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Failure
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Failure & hopscope.v1.Failure.$Shape} Failure
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Failure.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Failure();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.detail = value;
                            else
                                delete message.detail;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Failure message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Failure
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Failure} Failure
             */
            Failure.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Failure)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Failure: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Failure();
                if (object.code != null)
                    if (typeof object.code !== "string" || object.code.length)
                        message.code = $String(object.code);
                if (object.message != null)
                    if (typeof object.message !== "string" || object.message.length)
                        message.message = $String(object.message);
                if (object.detail != null)
                    if (typeof object.detail !== "string" || object.detail.length)
                        message.detail = $String(object.detail);
                return message;
            };

            /**
             * Creates a plain object from a Failure message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Failure
             * @static
             * @param {hopscope.v1.Failure} message Failure
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Failure.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.code = "";
                    object.message = "";
                    object.detail = "";
                }
                if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                    object.code = message.code;
                if (message.message != null && $Object.hasOwnProperty.call(message, "message"))
                    object.message = message.message;
                if (message.detail != null && $Object.hasOwnProperty.call(message, "detail"))
                    object.detail = message.detail;
                return object;
            };

            /**
             * Converts this Failure to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Failure
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Failure.prototype.toJSON = function() {
                return Failure.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Failure
             * @function getTypeUrl
             * @memberof hopscope.v1.Failure
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Failure.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Failure";
            };

            return Failure;
        })();

        v1.DeviceName = (function() {

            /**
             * Properties of a DeviceName.
             * @typedef {Object} hopscope.v1.DeviceName.$Properties
             * @property {string|null} [netns] DeviceName netns
             * @property {string|null} [device] DeviceName device
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DeviceName.
             * @memberof hopscope.v1
             * @interface IDeviceName
             * @augments hopscope.v1.DeviceName.$Properties
             * @deprecated Use hopscope.v1.DeviceName.$Properties instead.
             */

            /**
             * Shape of a DeviceName.
             * @typedef {hopscope.v1.DeviceName.$Properties} hopscope.v1.DeviceName.$Shape
             */

            /**
             * Constructs a new DeviceName.
             * @memberof hopscope.v1
             * @classdesc Represents a DeviceName.
             * @constructor
             * @param {hopscope.v1.DeviceName.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DeviceName = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DeviceName netns.
             * @member {string} netns
             * @memberof hopscope.v1.DeviceName
             * @instance
             */
            DeviceName.prototype.netns = "";

            /**
             * DeviceName device.
             * @member {string} device
             * @memberof hopscope.v1.DeviceName
             * @instance
             */
            DeviceName.prototype.device = "";

            /**
             * Creates a new DeviceName instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.DeviceName
             * @static
             * @param {hopscope.v1.DeviceName.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.DeviceName} DeviceName instance
             * @type {{
             *   (properties: hopscope.v1.DeviceName.$Shape): hopscope.v1.DeviceName & hopscope.v1.DeviceName.$Shape;
             *   (properties?: hopscope.v1.DeviceName.$Properties): hopscope.v1.DeviceName;
             * }}
             */
            DeviceName.create = function(properties) {
                return new DeviceName(properties);
            };

            /**
             * Encodes the specified DeviceName message. Does not implicitly {@link hopscope.v1.DeviceName.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.DeviceName
             * @static
             * @param {hopscope.v1.DeviceName.$Properties} message DeviceName message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DeviceName.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns") && message.netns !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.netns);
                if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.device);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DeviceName message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.DeviceName
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.DeviceName & hopscope.v1.DeviceName.$Shape} DeviceName
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DeviceName.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.DeviceName();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.netns = value;
                            else
                                delete message.netns;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.device = value;
                            else
                                delete message.device;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a DeviceName message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.DeviceName
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.DeviceName} DeviceName
             */
            DeviceName.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.DeviceName)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.DeviceName: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.DeviceName();
                if (object.netns != null)
                    if (typeof object.netns !== "string" || object.netns.length)
                        message.netns = $String(object.netns);
                if (object.device != null)
                    if (typeof object.device !== "string" || object.device.length)
                        message.device = $String(object.device);
                return message;
            };

            /**
             * Creates a plain object from a DeviceName message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.DeviceName
             * @static
             * @param {hopscope.v1.DeviceName} message DeviceName
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            DeviceName.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.netns = "";
                    object.device = "";
                }
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns"))
                    object.netns = message.netns;
                if (message.device != null && $Object.hasOwnProperty.call(message, "device"))
                    object.device = message.device;
                return object;
            };

            /**
             * Converts this DeviceName to JSON.
             * @function toJSON
             * @memberof hopscope.v1.DeviceName
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            DeviceName.prototype.toJSON = function() {
                return DeviceName.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for DeviceName
             * @function getTypeUrl
             * @memberof hopscope.v1.DeviceName
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            DeviceName.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.DeviceName";
            };

            return DeviceName;
        })();

        v1.ConsoleRequest = (function() {

            /**
             * Properties of a ConsoleRequest.
             * @typedef {Object} hopscope.v1.ConsoleRequest.$Properties
             * @property {string|null} [session] ConsoleRequest session
             * @property {hopscope.v1.ConsoleOpen.$Properties|null} [open] ConsoleRequest open
             * @property {hopscope.v1.ConsoleResize.$Properties|null} [resize] ConsoleRequest resize
             * @property {hopscope.v1.ConsoleClose.$Properties|null} [close] ConsoleRequest close
             * @property {"open"|"resize"|"close"} [action] ConsoleRequest action
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConsoleRequest.
             * @memberof hopscope.v1
             * @interface IConsoleRequest
             * @augments hopscope.v1.ConsoleRequest.$Properties
             * @deprecated Use hopscope.v1.ConsoleRequest.$Properties instead.
             */

            /**
             * Narrowed shape of a ConsoleRequest.
             * @typedef {{
             *   session?: string|null;
             *   open?: hopscope.v1.ConsoleOpen.$Shape|null;
             *   resize?: hopscope.v1.ConsoleResize.$Shape|null;
             *   close?: hopscope.v1.ConsoleClose.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ action?: undefined; open?: null; resize?: null; close?: null }|{ action?: "open"; open: hopscope.v1.ConsoleOpen.$Shape; resize?: null; close?: null }|{ action?: "resize"; open?: null; resize: hopscope.v1.ConsoleResize.$Shape; close?: null }|{ action?: "close"; open?: null; resize?: null; close: hopscope.v1.ConsoleClose.$Shape })
             * )} hopscope.v1.ConsoleRequest.$Shape
             */

            /**
             * Constructs a new ConsoleRequest.
             * @memberof hopscope.v1
             * @classdesc Represents a ConsoleRequest.
             * @constructor
             * @param {hopscope.v1.ConsoleRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConsoleRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConsoleRequest session.
             * @member {string} session
             * @memberof hopscope.v1.ConsoleRequest
             * @instance
             */
            ConsoleRequest.prototype.session = "";

            /**
             * ConsoleRequest open.
             * @member {hopscope.v1.ConsoleOpen.$Properties|null|undefined} open
             * @memberof hopscope.v1.ConsoleRequest
             * @instance
             */
            ConsoleRequest.prototype.open = null;

            /**
             * ConsoleRequest resize.
             * @member {hopscope.v1.ConsoleResize.$Properties|null|undefined} resize
             * @memberof hopscope.v1.ConsoleRequest
             * @instance
             */
            ConsoleRequest.prototype.resize = null;

            /**
             * ConsoleRequest close.
             * @member {hopscope.v1.ConsoleClose.$Properties|null|undefined} close
             * @memberof hopscope.v1.ConsoleRequest
             * @instance
             */
            ConsoleRequest.prototype.close = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * ConsoleRequest action.
             * @member {"open"|"resize"|"close"|undefined} action
             * @memberof hopscope.v1.ConsoleRequest
             * @instance
             */
            $Object.defineProperty(ConsoleRequest.prototype, "action", {
                get: $util.oneOfGetter($oneOfFields = ["open", "resize", "close"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new ConsoleRequest instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ConsoleRequest
             * @static
             * @param {hopscope.v1.ConsoleRequest.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ConsoleRequest} ConsoleRequest instance
             * @type {{
             *   (properties: hopscope.v1.ConsoleRequest.$Shape): hopscope.v1.ConsoleRequest & hopscope.v1.ConsoleRequest.$Shape;
             *   (properties?: hopscope.v1.ConsoleRequest.$Properties): hopscope.v1.ConsoleRequest;
             * }}
             */
            ConsoleRequest.create = function(properties) {
                return new ConsoleRequest(properties);
            };

            /**
             * Encodes the specified ConsoleRequest message. Does not implicitly {@link hopscope.v1.ConsoleRequest.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ConsoleRequest
             * @static
             * @param {hopscope.v1.ConsoleRequest.$Properties} message ConsoleRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConsoleRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.session);
                if (message.open != null && $Object.hasOwnProperty.call(message, "open"))
                    $root.hopscope.v1.ConsoleOpen.encode(message.open, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.resize != null && $Object.hasOwnProperty.call(message, "resize"))
                    $root.hopscope.v1.ConsoleResize.encode(message.resize, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.close != null && $Object.hasOwnProperty.call(message, "close"))
                    $root.hopscope.v1.ConsoleClose.encode(message.close, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConsoleRequest message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ConsoleRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleRequest & hopscope.v1.ConsoleRequest.$Shape} ConsoleRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConsoleRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ConsoleRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.session = value;
                            else
                                delete message.session;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.open = $root.hopscope.v1.ConsoleOpen.decode(reader, reader.size(), $undefined, _depth + 1, message.open);
                            message.action = "open";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.resize = $root.hopscope.v1.ConsoleResize.decode(reader, reader.size(), $undefined, _depth + 1, message.resize);
                            message.action = "resize";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.close = $root.hopscope.v1.ConsoleClose.decode(reader, reader.size(), $undefined, _depth + 1, message.close);
                            message.action = "close";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConsoleRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ConsoleRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ConsoleRequest} ConsoleRequest
             */
            ConsoleRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ConsoleRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ConsoleRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ConsoleRequest();
                if (object.session != null)
                    if (typeof object.session !== "string" || object.session.length)
                        message.session = $String(object.session);
                if (object.open != null) {
                    if (!$util.isObject(object.open))
                        throw $TypeError(".hopscope.v1.ConsoleRequest.open: object expected");
                    message.open = $root.hopscope.v1.ConsoleOpen.fromObject(object.open, _depth + 1);
                }
                if (object.resize != null) {
                    if (!$util.isObject(object.resize))
                        throw $TypeError(".hopscope.v1.ConsoleRequest.resize: object expected");
                    message.resize = $root.hopscope.v1.ConsoleResize.fromObject(object.resize, _depth + 1);
                }
                if (object.close != null) {
                    if (!$util.isObject(object.close))
                        throw $TypeError(".hopscope.v1.ConsoleRequest.close: object expected");
                    message.close = $root.hopscope.v1.ConsoleClose.fromObject(object.close, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a ConsoleRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ConsoleRequest
             * @static
             * @param {hopscope.v1.ConsoleRequest} message ConsoleRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConsoleRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    object.session = "";
                if (message.session != null && $Object.hasOwnProperty.call(message, "session"))
                    object.session = message.session;
                if (message.open != null && $Object.hasOwnProperty.call(message, "open")) {
                    object.open = $root.hopscope.v1.ConsoleOpen.toObject(message.open, options, _depth + 1);
                    if (options.oneofs)
                        object.action = "open";
                }
                if (message.resize != null && $Object.hasOwnProperty.call(message, "resize")) {
                    object.resize = $root.hopscope.v1.ConsoleResize.toObject(message.resize, options, _depth + 1);
                    if (options.oneofs)
                        object.action = "resize";
                }
                if (message.close != null && $Object.hasOwnProperty.call(message, "close")) {
                    object.close = $root.hopscope.v1.ConsoleClose.toObject(message.close, options, _depth + 1);
                    if (options.oneofs)
                        object.action = "close";
                }
                return object;
            };

            /**
             * Converts this ConsoleRequest to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ConsoleRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConsoleRequest.prototype.toJSON = function() {
                return ConsoleRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ConsoleRequest
             * @function getTypeUrl
             * @memberof hopscope.v1.ConsoleRequest
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ConsoleRequest.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ConsoleRequest";
            };

            return ConsoleRequest;
        })();

        v1.ConsoleOpen = (function() {

            /**
             * Properties of a ConsoleOpen.
             * @typedef {Object} hopscope.v1.ConsoleOpen.$Properties
             * @property {string|null} [netns] ConsoleOpen netns
             * @property {Array.<string>|null} [argv] ConsoleOpen argv
             * @property {boolean|null} [terminal] ConsoleOpen terminal
             * @property {number|null} [columns] ConsoleOpen columns
             * @property {number|null} [rows] ConsoleOpen rows
             * @property {string|null} [term] ConsoleOpen term
             * @property {string|null} [client] ConsoleOpen client
             * @property {number|null} [leaseMs] ConsoleOpen leaseMs
             * @property {number|null} [windowBytes] ConsoleOpen windowBytes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConsoleOpen.
             * @memberof hopscope.v1
             * @interface IConsoleOpen
             * @augments hopscope.v1.ConsoleOpen.$Properties
             * @deprecated Use hopscope.v1.ConsoleOpen.$Properties instead.
             */

            /**
             * Shape of a ConsoleOpen.
             * @typedef {hopscope.v1.ConsoleOpen.$Properties} hopscope.v1.ConsoleOpen.$Shape
             */

            /**
             * Constructs a new ConsoleOpen.
             * @memberof hopscope.v1
             * @classdesc Represents a ConsoleOpen.
             * @constructor
             * @param {hopscope.v1.ConsoleOpen.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConsoleOpen = function (properties) {
                this.argv = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConsoleOpen netns.
             * @member {string} netns
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             */
            ConsoleOpen.prototype.netns = "";

            /**
             * ConsoleOpen argv.
             * @member {Array.<string>} argv
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             */
            ConsoleOpen.prototype.argv = $util.emptyArray;

            /**
             * ConsoleOpen terminal.
             * @member {boolean} terminal
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             */
            ConsoleOpen.prototype.terminal = false;

            /**
             * ConsoleOpen columns.
             * @member {number} columns
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             */
            ConsoleOpen.prototype.columns = 0;

            /**
             * ConsoleOpen rows.
             * @member {number} rows
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             */
            ConsoleOpen.prototype.rows = 0;

            /**
             * ConsoleOpen term.
             * @member {string} term
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             */
            ConsoleOpen.prototype.term = "";

            /**
             * ConsoleOpen client.
             * @member {string} client
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             */
            ConsoleOpen.prototype.client = "";

            /**
             * ConsoleOpen leaseMs.
             * @member {number} leaseMs
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             */
            ConsoleOpen.prototype.leaseMs = 0;

            /**
             * ConsoleOpen windowBytes.
             * @member {number} windowBytes
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             */
            ConsoleOpen.prototype.windowBytes = 0;

            /**
             * Creates a new ConsoleOpen instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ConsoleOpen
             * @static
             * @param {hopscope.v1.ConsoleOpen.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ConsoleOpen} ConsoleOpen instance
             * @type {{
             *   (properties: hopscope.v1.ConsoleOpen.$Shape): hopscope.v1.ConsoleOpen & hopscope.v1.ConsoleOpen.$Shape;
             *   (properties?: hopscope.v1.ConsoleOpen.$Properties): hopscope.v1.ConsoleOpen;
             * }}
             */
            ConsoleOpen.create = function(properties) {
                return new ConsoleOpen(properties);
            };

            /**
             * Encodes the specified ConsoleOpen message. Does not implicitly {@link hopscope.v1.ConsoleOpen.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ConsoleOpen
             * @static
             * @param {hopscope.v1.ConsoleOpen.$Properties} message ConsoleOpen message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConsoleOpen.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns") && message.netns !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.netns);
                if (message.argv != null && message.argv.length)
                    for (let i = 0; i < message.argv.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.argv[i]);
                if (message.terminal != null && $Object.hasOwnProperty.call(message, "terminal") && message.terminal !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.terminal);
                if (message.columns != null && $Object.hasOwnProperty.call(message, "columns") && message.columns !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.columns);
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.rows);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.term);
                if (message.client != null && $Object.hasOwnProperty.call(message, "client") && message.client !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.client);
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs") && message.leaseMs !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.leaseMs);
                if (message.windowBytes != null && $Object.hasOwnProperty.call(message, "windowBytes") && message.windowBytes !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.windowBytes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConsoleOpen message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ConsoleOpen
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleOpen & hopscope.v1.ConsoleOpen.$Shape} ConsoleOpen
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConsoleOpen.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ConsoleOpen();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.netns = value;
                            else
                                delete message.netns;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.argv && message.argv.length))
                                message.argv = [];
                            message.argv.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.terminal = value;
                            else
                                delete message.terminal;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.columns = value;
                            else
                                delete message.columns;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rows = value;
                            else
                                delete message.rows;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.client = value;
                            else
                                delete message.client;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaseMs = value;
                            else
                                delete message.leaseMs;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.windowBytes = value;
                            else
                                delete message.windowBytes;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConsoleOpen message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ConsoleOpen
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ConsoleOpen} ConsoleOpen
             */
            ConsoleOpen.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ConsoleOpen)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ConsoleOpen: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ConsoleOpen();
                if (object.netns != null)
                    if (typeof object.netns !== "string" || object.netns.length)
                        message.netns = $String(object.netns);
                if (object.argv) {
                    if (!$Array.isArray(object.argv))
                        throw $TypeError(".hopscope.v1.ConsoleOpen.argv: array expected");
                    message.argv = $Array(object.argv.length);
                    for (let i = 0; i < object.argv.length; ++i)
                        message.argv[i] = $String(object.argv[i]);
                }
                if (object.terminal != null)
                    if (object.terminal)
                        message.terminal = $Boolean(object.terminal);
                if (object.columns != null)
                    if ($Number(object.columns) !== 0)
                        message.columns = object.columns >>> 0;
                if (object.rows != null)
                    if ($Number(object.rows) !== 0)
                        message.rows = object.rows >>> 0;
                if (object.term != null)
                    if (typeof object.term !== "string" || object.term.length)
                        message.term = $String(object.term);
                if (object.client != null)
                    if (typeof object.client !== "string" || object.client.length)
                        message.client = $String(object.client);
                if (object.leaseMs != null)
                    if ($Number(object.leaseMs) !== 0)
                        message.leaseMs = object.leaseMs >>> 0;
                if (object.windowBytes != null)
                    if ($Number(object.windowBytes) !== 0)
                        message.windowBytes = object.windowBytes >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a ConsoleOpen message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ConsoleOpen
             * @static
             * @param {hopscope.v1.ConsoleOpen} message ConsoleOpen
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConsoleOpen.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.argv = [];
                if (options.defaults) {
                    object.netns = "";
                    object.terminal = false;
                    object.columns = 0;
                    object.rows = 0;
                    object.term = "";
                    object.client = "";
                    object.leaseMs = 0;
                    object.windowBytes = 0;
                }
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns"))
                    object.netns = message.netns;
                if (message.argv && message.argv.length) {
                    object.argv = $Array(message.argv.length);
                    for (let j = 0; j < message.argv.length; ++j)
                        object.argv[j] = message.argv[j];
                }
                if (message.terminal != null && $Object.hasOwnProperty.call(message, "terminal"))
                    object.terminal = message.terminal;
                if (message.columns != null && $Object.hasOwnProperty.call(message, "columns"))
                    object.columns = message.columns;
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows"))
                    object.rows = message.rows;
                if (message.term != null && $Object.hasOwnProperty.call(message, "term"))
                    object.term = message.term;
                if (message.client != null && $Object.hasOwnProperty.call(message, "client"))
                    object.client = message.client;
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs"))
                    object.leaseMs = message.leaseMs;
                if (message.windowBytes != null && $Object.hasOwnProperty.call(message, "windowBytes"))
                    object.windowBytes = message.windowBytes;
                return object;
            };

            /**
             * Converts this ConsoleOpen to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ConsoleOpen
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConsoleOpen.prototype.toJSON = function() {
                return ConsoleOpen.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ConsoleOpen
             * @function getTypeUrl
             * @memberof hopscope.v1.ConsoleOpen
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ConsoleOpen.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ConsoleOpen";
            };

            return ConsoleOpen;
        })();

        v1.ConsoleResize = (function() {

            /**
             * Properties of a ConsoleResize.
             * @typedef {Object} hopscope.v1.ConsoleResize.$Properties
             * @property {number|null} [columns] ConsoleResize columns
             * @property {number|null} [rows] ConsoleResize rows
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConsoleResize.
             * @memberof hopscope.v1
             * @interface IConsoleResize
             * @augments hopscope.v1.ConsoleResize.$Properties
             * @deprecated Use hopscope.v1.ConsoleResize.$Properties instead.
             */

            /**
             * Shape of a ConsoleResize.
             * @typedef {hopscope.v1.ConsoleResize.$Properties} hopscope.v1.ConsoleResize.$Shape
             */

            /**
             * Constructs a new ConsoleResize.
             * @memberof hopscope.v1
             * @classdesc Represents a ConsoleResize.
             * @constructor
             * @param {hopscope.v1.ConsoleResize.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConsoleResize = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConsoleResize columns.
             * @member {number} columns
             * @memberof hopscope.v1.ConsoleResize
             * @instance
             */
            ConsoleResize.prototype.columns = 0;

            /**
             * ConsoleResize rows.
             * @member {number} rows
             * @memberof hopscope.v1.ConsoleResize
             * @instance
             */
            ConsoleResize.prototype.rows = 0;

            /**
             * Creates a new ConsoleResize instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ConsoleResize
             * @static
             * @param {hopscope.v1.ConsoleResize.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ConsoleResize} ConsoleResize instance
             * @type {{
             *   (properties: hopscope.v1.ConsoleResize.$Shape): hopscope.v1.ConsoleResize & hopscope.v1.ConsoleResize.$Shape;
             *   (properties?: hopscope.v1.ConsoleResize.$Properties): hopscope.v1.ConsoleResize;
             * }}
             */
            ConsoleResize.create = function(properties) {
                return new ConsoleResize(properties);
            };

            /**
             * Encodes the specified ConsoleResize message. Does not implicitly {@link hopscope.v1.ConsoleResize.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ConsoleResize
             * @static
             * @param {hopscope.v1.ConsoleResize.$Properties} message ConsoleResize message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConsoleResize.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.columns != null && $Object.hasOwnProperty.call(message, "columns") && message.columns !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.columns);
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.rows);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConsoleResize message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ConsoleResize
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleResize & hopscope.v1.ConsoleResize.$Shape} ConsoleResize
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConsoleResize.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ConsoleResize();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.columns = value;
                            else
                                delete message.columns;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rows = value;
                            else
                                delete message.rows;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConsoleResize message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ConsoleResize
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ConsoleResize} ConsoleResize
             */
            ConsoleResize.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ConsoleResize)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ConsoleResize: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ConsoleResize();
                if (object.columns != null)
                    if ($Number(object.columns) !== 0)
                        message.columns = object.columns >>> 0;
                if (object.rows != null)
                    if ($Number(object.rows) !== 0)
                        message.rows = object.rows >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a ConsoleResize message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ConsoleResize
             * @static
             * @param {hopscope.v1.ConsoleResize} message ConsoleResize
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConsoleResize.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.columns = 0;
                    object.rows = 0;
                }
                if (message.columns != null && $Object.hasOwnProperty.call(message, "columns"))
                    object.columns = message.columns;
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows"))
                    object.rows = message.rows;
                return object;
            };

            /**
             * Converts this ConsoleResize to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ConsoleResize
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConsoleResize.prototype.toJSON = function() {
                return ConsoleResize.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ConsoleResize
             * @function getTypeUrl
             * @memberof hopscope.v1.ConsoleResize
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ConsoleResize.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ConsoleResize";
            };

            return ConsoleResize;
        })();

        v1.ConsoleClose = (function() {

            /**
             * Properties of a ConsoleClose.
             * @typedef {Object} hopscope.v1.ConsoleClose.$Properties
             * @property {string|null} [reason] ConsoleClose reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConsoleClose.
             * @memberof hopscope.v1
             * @interface IConsoleClose
             * @augments hopscope.v1.ConsoleClose.$Properties
             * @deprecated Use hopscope.v1.ConsoleClose.$Properties instead.
             */

            /**
             * Shape of a ConsoleClose.
             * @typedef {hopscope.v1.ConsoleClose.$Properties} hopscope.v1.ConsoleClose.$Shape
             */

            /**
             * Constructs a new ConsoleClose.
             * @memberof hopscope.v1
             * @classdesc Represents a ConsoleClose.
             * @constructor
             * @param {hopscope.v1.ConsoleClose.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConsoleClose = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConsoleClose reason.
             * @member {string} reason
             * @memberof hopscope.v1.ConsoleClose
             * @instance
             */
            ConsoleClose.prototype.reason = "";

            /**
             * Creates a new ConsoleClose instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ConsoleClose
             * @static
             * @param {hopscope.v1.ConsoleClose.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ConsoleClose} ConsoleClose instance
             * @type {{
             *   (properties: hopscope.v1.ConsoleClose.$Shape): hopscope.v1.ConsoleClose & hopscope.v1.ConsoleClose.$Shape;
             *   (properties?: hopscope.v1.ConsoleClose.$Properties): hopscope.v1.ConsoleClose;
             * }}
             */
            ConsoleClose.create = function(properties) {
                return new ConsoleClose(properties);
            };

            /**
             * Encodes the specified ConsoleClose message. Does not implicitly {@link hopscope.v1.ConsoleClose.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ConsoleClose
             * @static
             * @param {hopscope.v1.ConsoleClose.$Properties} message ConsoleClose message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConsoleClose.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConsoleClose message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ConsoleClose
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleClose & hopscope.v1.ConsoleClose.$Shape} ConsoleClose
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConsoleClose.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ConsoleClose();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConsoleClose message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ConsoleClose
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ConsoleClose} ConsoleClose
             */
            ConsoleClose.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ConsoleClose)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ConsoleClose: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ConsoleClose();
                if (object.reason != null)
                    if (typeof object.reason !== "string" || object.reason.length)
                        message.reason = $String(object.reason);
                return message;
            };

            /**
             * Creates a plain object from a ConsoleClose message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ConsoleClose
             * @static
             * @param {hopscope.v1.ConsoleClose} message ConsoleClose
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConsoleClose.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    object.reason = "";
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                    object.reason = message.reason;
                return object;
            };

            /**
             * Converts this ConsoleClose to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ConsoleClose
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConsoleClose.prototype.toJSON = function() {
                return ConsoleClose.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ConsoleClose
             * @function getTypeUrl
             * @memberof hopscope.v1.ConsoleClose
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ConsoleClose.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ConsoleClose";
            };

            return ConsoleClose;
        })();

        v1.ConsoleResponse = (function() {

            /**
             * Properties of a ConsoleResponse.
             * @typedef {Object} hopscope.v1.ConsoleResponse.$Properties
             * @property {hopscope.v1.Failure.$Properties|null} [failure] ConsoleResponse failure
             * @property {Array.<string>|null} [argv] ConsoleResponse argv
             * @property {number|null} [windowBytes] ConsoleResponse windowBytes
             * @property {number|null} [leaseMs] ConsoleResponse leaseMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConsoleResponse.
             * @memberof hopscope.v1
             * @interface IConsoleResponse
             * @augments hopscope.v1.ConsoleResponse.$Properties
             * @deprecated Use hopscope.v1.ConsoleResponse.$Properties instead.
             */

            /**
             * Shape of a ConsoleResponse.
             * @typedef {hopscope.v1.ConsoleResponse.$Properties} hopscope.v1.ConsoleResponse.$Shape
             */

            /**
             * Constructs a new ConsoleResponse.
             * @memberof hopscope.v1
             * @classdesc Represents a ConsoleResponse.
             * @constructor
             * @param {hopscope.v1.ConsoleResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConsoleResponse = function (properties) {
                this.argv = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConsoleResponse failure.
             * @member {hopscope.v1.Failure.$Properties|null|undefined} failure
             * @memberof hopscope.v1.ConsoleResponse
             * @instance
             */
            ConsoleResponse.prototype.failure = null;

            /**
             * ConsoleResponse argv.
             * @member {Array.<string>} argv
             * @memberof hopscope.v1.ConsoleResponse
             * @instance
             */
            ConsoleResponse.prototype.argv = $util.emptyArray;

            /**
             * ConsoleResponse windowBytes.
             * @member {number} windowBytes
             * @memberof hopscope.v1.ConsoleResponse
             * @instance
             */
            ConsoleResponse.prototype.windowBytes = 0;

            /**
             * ConsoleResponse leaseMs.
             * @member {number} leaseMs
             * @memberof hopscope.v1.ConsoleResponse
             * @instance
             */
            ConsoleResponse.prototype.leaseMs = 0;

            /**
             * Creates a new ConsoleResponse instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ConsoleResponse
             * @static
             * @param {hopscope.v1.ConsoleResponse.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ConsoleResponse} ConsoleResponse instance
             * @type {{
             *   (properties: hopscope.v1.ConsoleResponse.$Shape): hopscope.v1.ConsoleResponse & hopscope.v1.ConsoleResponse.$Shape;
             *   (properties?: hopscope.v1.ConsoleResponse.$Properties): hopscope.v1.ConsoleResponse;
             * }}
             */
            ConsoleResponse.create = function(properties) {
                return new ConsoleResponse(properties);
            };

            /**
             * Encodes the specified ConsoleResponse message. Does not implicitly {@link hopscope.v1.ConsoleResponse.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ConsoleResponse
             * @static
             * @param {hopscope.v1.ConsoleResponse.$Properties} message ConsoleResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConsoleResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.hopscope.v1.Failure.encode(message.failure, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.argv != null && message.argv.length)
                    for (let i = 0; i < message.argv.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.argv[i]);
                if (message.windowBytes != null && $Object.hasOwnProperty.call(message, "windowBytes") && message.windowBytes !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.windowBytes);
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs") && message.leaseMs !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.leaseMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConsoleResponse message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ConsoleResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleResponse & hopscope.v1.ConsoleResponse.$Shape} ConsoleResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConsoleResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ConsoleResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hopscope.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.argv && message.argv.length))
                                message.argv = [];
                            message.argv.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.windowBytes = value;
                            else
                                delete message.windowBytes;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaseMs = value;
                            else
                                delete message.leaseMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConsoleResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ConsoleResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ConsoleResponse} ConsoleResponse
             */
            ConsoleResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ConsoleResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ConsoleResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ConsoleResponse();
                if (object.failure != null) {
                    if (!$util.isObject(object.failure))
                        throw $TypeError(".hopscope.v1.ConsoleResponse.failure: object expected");
                    message.failure = $root.hopscope.v1.Failure.fromObject(object.failure, _depth + 1);
                }
                if (object.argv) {
                    if (!$Array.isArray(object.argv))
                        throw $TypeError(".hopscope.v1.ConsoleResponse.argv: array expected");
                    message.argv = $Array(object.argv.length);
                    for (let i = 0; i < object.argv.length; ++i)
                        message.argv[i] = $String(object.argv[i]);
                }
                if (object.windowBytes != null)
                    if ($Number(object.windowBytes) !== 0)
                        message.windowBytes = object.windowBytes >>> 0;
                if (object.leaseMs != null)
                    if ($Number(object.leaseMs) !== 0)
                        message.leaseMs = object.leaseMs >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a ConsoleResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ConsoleResponse
             * @static
             * @param {hopscope.v1.ConsoleResponse} message ConsoleResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConsoleResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.argv = [];
                if (options.defaults) {
                    object.failure = null;
                    object.windowBytes = 0;
                    object.leaseMs = 0;
                }
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = $root.hopscope.v1.Failure.toObject(message.failure, options, _depth + 1);
                if (message.argv && message.argv.length) {
                    object.argv = $Array(message.argv.length);
                    for (let j = 0; j < message.argv.length; ++j)
                        object.argv[j] = message.argv[j];
                }
                if (message.windowBytes != null && $Object.hasOwnProperty.call(message, "windowBytes"))
                    object.windowBytes = message.windowBytes;
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs"))
                    object.leaseMs = message.leaseMs;
                return object;
            };

            /**
             * Converts this ConsoleResponse to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ConsoleResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConsoleResponse.prototype.toJSON = function() {
                return ConsoleResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ConsoleResponse
             * @function getTypeUrl
             * @memberof hopscope.v1.ConsoleResponse
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ConsoleResponse.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ConsoleResponse";
            };

            return ConsoleResponse;
        })();

        v1.ConsoleFrame = (function() {

            /**
             * Properties of a ConsoleFrame.
             * @typedef {Object} hopscope.v1.ConsoleFrame.$Properties
             * @property {number|null} [sequence] ConsoleFrame sequence
             * @property {number|null} [acknowledged] ConsoleFrame acknowledged
             * @property {Uint8Array|null} [data] ConsoleFrame data
             * @property {Uint8Array|null} [errorData] ConsoleFrame errorData
             * @property {boolean|null} [inputEnded] ConsoleFrame inputEnded
             * @property {hopscope.v1.ConsoleEnd.$Properties|null} [end] ConsoleFrame end
             * @property {"data"|"errorData"|"inputEnded"|"end"} [content] ConsoleFrame content
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConsoleFrame.
             * @memberof hopscope.v1
             * @interface IConsoleFrame
             * @augments hopscope.v1.ConsoleFrame.$Properties
             * @deprecated Use hopscope.v1.ConsoleFrame.$Properties instead.
             */

            /**
             * Narrowed shape of a ConsoleFrame.
             * @typedef {{
             *   sequence?: number|null;
             *   acknowledged?: number|null;
             *   data?: Uint8Array|null;
             *   errorData?: Uint8Array|null;
             *   inputEnded?: boolean|null;
             *   end?: hopscope.v1.ConsoleEnd.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ content?: undefined; data?: null; errorData?: null; inputEnded?: null; end?: null }|{ content?: "data"; data: Uint8Array; errorData?: null; inputEnded?: null; end?: null }|{ content?: "errorData"; data?: null; errorData: Uint8Array; inputEnded?: null; end?: null }|{ content?: "inputEnded"; data?: null; errorData?: null; inputEnded: boolean; end?: null }|{ content?: "end"; data?: null; errorData?: null; inputEnded?: null; end: hopscope.v1.ConsoleEnd.$Shape })
             * )} hopscope.v1.ConsoleFrame.$Shape
             */

            /**
             * Constructs a new ConsoleFrame.
             * @memberof hopscope.v1
             * @classdesc Represents a ConsoleFrame.
             * @constructor
             * @param {hopscope.v1.ConsoleFrame.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConsoleFrame = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConsoleFrame sequence.
             * @member {number} sequence
             * @memberof hopscope.v1.ConsoleFrame
             * @instance
             */
            ConsoleFrame.prototype.sequence = 0;

            /**
             * ConsoleFrame acknowledged.
             * @member {number} acknowledged
             * @memberof hopscope.v1.ConsoleFrame
             * @instance
             */
            ConsoleFrame.prototype.acknowledged = 0;

            /**
             * ConsoleFrame data.
             * @member {Uint8Array|null|undefined} data
             * @memberof hopscope.v1.ConsoleFrame
             * @instance
             */
            ConsoleFrame.prototype.data = null;

            /**
             * ConsoleFrame errorData.
             * @member {Uint8Array|null|undefined} errorData
             * @memberof hopscope.v1.ConsoleFrame
             * @instance
             */
            ConsoleFrame.prototype.errorData = null;

            /**
             * ConsoleFrame inputEnded.
             * @member {boolean|null|undefined} inputEnded
             * @memberof hopscope.v1.ConsoleFrame
             * @instance
             */
            ConsoleFrame.prototype.inputEnded = null;

            /**
             * ConsoleFrame end.
             * @member {hopscope.v1.ConsoleEnd.$Properties|null|undefined} end
             * @memberof hopscope.v1.ConsoleFrame
             * @instance
             */
            ConsoleFrame.prototype.end = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * ConsoleFrame content.
             * @member {"data"|"errorData"|"inputEnded"|"end"|undefined} content
             * @memberof hopscope.v1.ConsoleFrame
             * @instance
             */
            $Object.defineProperty(ConsoleFrame.prototype, "content", {
                get: $util.oneOfGetter($oneOfFields = ["data", "errorData", "inputEnded", "end"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new ConsoleFrame instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ConsoleFrame
             * @static
             * @param {hopscope.v1.ConsoleFrame.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ConsoleFrame} ConsoleFrame instance
             * @type {{
             *   (properties: hopscope.v1.ConsoleFrame.$Shape): hopscope.v1.ConsoleFrame & hopscope.v1.ConsoleFrame.$Shape;
             *   (properties?: hopscope.v1.ConsoleFrame.$Properties): hopscope.v1.ConsoleFrame;
             * }}
             */
            ConsoleFrame.create = function(properties) {
                return new ConsoleFrame(properties);
            };

            /**
             * Encodes the specified ConsoleFrame message. Does not implicitly {@link hopscope.v1.ConsoleFrame.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ConsoleFrame
             * @static
             * @param {hopscope.v1.ConsoleFrame.$Properties} message ConsoleFrame message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConsoleFrame.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.sequence);
                if (message.acknowledged != null && $Object.hasOwnProperty.call(message, "acknowledged") && message.acknowledged !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.acknowledged);
                if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.data);
                if (message.errorData != null && $Object.hasOwnProperty.call(message, "errorData"))
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.errorData);
                if (message.inputEnded != null && $Object.hasOwnProperty.call(message, "inputEnded"))
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.inputEnded);
                if (message.end != null && $Object.hasOwnProperty.call(message, "end"))
                    $root.hopscope.v1.ConsoleEnd.encode(message.end, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConsoleFrame message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ConsoleFrame
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleFrame & hopscope.v1.ConsoleFrame.$Shape} ConsoleFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConsoleFrame.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ConsoleFrame();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.acknowledged = value;
                            else
                                delete message.acknowledged;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.data = reader.bytes();
                            message.content = "data";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.errorData = reader.bytes();
                            message.content = "errorData";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.inputEnded = reader.bool();
                            message.content = "inputEnded";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.end = $root.hopscope.v1.ConsoleEnd.decode(reader, reader.size(), $undefined, _depth + 1, message.end);
                            message.content = "end";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConsoleFrame message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ConsoleFrame
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ConsoleFrame} ConsoleFrame
             */
            ConsoleFrame.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ConsoleFrame)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ConsoleFrame: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ConsoleFrame();
                if (object.sequence != null)
                    if ($Number(object.sequence) !== 0)
                        message.sequence = object.sequence >>> 0;
                if (object.acknowledged != null)
                    if ($Number(object.acknowledged) !== 0)
                        message.acknowledged = object.acknowledged >>> 0;
                if (object.data != null)
                    if (typeof object.data === "string")
                        $util.base64.decode(object.data, message.data = $util.newBuffer($util.base64.length(object.data)), 0);
                    else if (object.data.length >= 0)
                        message.data = object.data;
                if (object.errorData != null)
                    if (typeof object.errorData === "string")
                        $util.base64.decode(object.errorData, message.errorData = $util.newBuffer($util.base64.length(object.errorData)), 0);
                    else if (object.errorData.length >= 0)
                        message.errorData = object.errorData;
                if (object.inputEnded != null)
                    message.inputEnded = $Boolean(object.inputEnded);
                if (object.end != null) {
                    if (!$util.isObject(object.end))
                        throw $TypeError(".hopscope.v1.ConsoleFrame.end: object expected");
                    message.end = $root.hopscope.v1.ConsoleEnd.fromObject(object.end, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a ConsoleFrame message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ConsoleFrame
             * @static
             * @param {hopscope.v1.ConsoleFrame} message ConsoleFrame
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConsoleFrame.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.sequence = 0;
                    object.acknowledged = 0;
                }
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence"))
                    object.sequence = message.sequence;
                if (message.acknowledged != null && $Object.hasOwnProperty.call(message, "acknowledged"))
                    object.acknowledged = message.acknowledged;
                if (message.data != null && $Object.hasOwnProperty.call(message, "data")) {
                    object.data = options.bytes === $String ? $util.base64.encode(message.data, 0, message.data.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.data) : message.data;
                    if (options.oneofs)
                        object.content = "data";
                }
                if (message.errorData != null && $Object.hasOwnProperty.call(message, "errorData")) {
                    object.errorData = options.bytes === $String ? $util.base64.encode(message.errorData, 0, message.errorData.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.errorData) : message.errorData;
                    if (options.oneofs)
                        object.content = "errorData";
                }
                if (message.inputEnded != null && $Object.hasOwnProperty.call(message, "inputEnded")) {
                    object.inputEnded = message.inputEnded;
                    if (options.oneofs)
                        object.content = "inputEnded";
                }
                if (message.end != null && $Object.hasOwnProperty.call(message, "end")) {
                    object.end = $root.hopscope.v1.ConsoleEnd.toObject(message.end, options, _depth + 1);
                    if (options.oneofs)
                        object.content = "end";
                }
                return object;
            };

            /**
             * Converts this ConsoleFrame to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ConsoleFrame
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConsoleFrame.prototype.toJSON = function() {
                return ConsoleFrame.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ConsoleFrame
             * @function getTypeUrl
             * @memberof hopscope.v1.ConsoleFrame
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ConsoleFrame.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ConsoleFrame";
            };

            return ConsoleFrame;
        })();

        v1.ConsoleEnd = (function() {

            /**
             * Properties of a ConsoleEnd.
             * @typedef {Object} hopscope.v1.ConsoleEnd.$Properties
             * @property {string|null} [reason] ConsoleEnd reason
             * @property {number|null} [exitCode] ConsoleEnd exitCode
             * @property {number|null} [signal] ConsoleEnd signal
             * @property {string|null} [message] ConsoleEnd message
             * @property {number|null} [inputBytes] ConsoleEnd inputBytes
             * @property {number|null} [outputBytes] ConsoleEnd outputBytes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConsoleEnd.
             * @memberof hopscope.v1
             * @interface IConsoleEnd
             * @augments hopscope.v1.ConsoleEnd.$Properties
             * @deprecated Use hopscope.v1.ConsoleEnd.$Properties instead.
             */

            /**
             * Shape of a ConsoleEnd.
             * @typedef {hopscope.v1.ConsoleEnd.$Properties} hopscope.v1.ConsoleEnd.$Shape
             */

            /**
             * Constructs a new ConsoleEnd.
             * @memberof hopscope.v1
             * @classdesc Represents a ConsoleEnd.
             * @constructor
             * @param {hopscope.v1.ConsoleEnd.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConsoleEnd = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConsoleEnd reason.
             * @member {string} reason
             * @memberof hopscope.v1.ConsoleEnd
             * @instance
             */
            ConsoleEnd.prototype.reason = "";

            /**
             * ConsoleEnd exitCode.
             * @member {number} exitCode
             * @memberof hopscope.v1.ConsoleEnd
             * @instance
             */
            ConsoleEnd.prototype.exitCode = 0;

            /**
             * ConsoleEnd signal.
             * @member {number} signal
             * @memberof hopscope.v1.ConsoleEnd
             * @instance
             */
            ConsoleEnd.prototype.signal = 0;

            /**
             * ConsoleEnd message.
             * @member {string} message
             * @memberof hopscope.v1.ConsoleEnd
             * @instance
             */
            ConsoleEnd.prototype.message = "";

            /**
             * ConsoleEnd inputBytes.
             * @member {number} inputBytes
             * @memberof hopscope.v1.ConsoleEnd
             * @instance
             */
            ConsoleEnd.prototype.inputBytes = 0;

            /**
             * ConsoleEnd outputBytes.
             * @member {number} outputBytes
             * @memberof hopscope.v1.ConsoleEnd
             * @instance
             */
            ConsoleEnd.prototype.outputBytes = 0;

            /**
             * Creates a new ConsoleEnd instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ConsoleEnd
             * @static
             * @param {hopscope.v1.ConsoleEnd.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ConsoleEnd} ConsoleEnd instance
             * @type {{
             *   (properties: hopscope.v1.ConsoleEnd.$Shape): hopscope.v1.ConsoleEnd & hopscope.v1.ConsoleEnd.$Shape;
             *   (properties?: hopscope.v1.ConsoleEnd.$Properties): hopscope.v1.ConsoleEnd;
             * }}
             */
            ConsoleEnd.create = function(properties) {
                return new ConsoleEnd(properties);
            };

            /**
             * Encodes the specified ConsoleEnd message. Does not implicitly {@link hopscope.v1.ConsoleEnd.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ConsoleEnd
             * @static
             * @param {hopscope.v1.ConsoleEnd.$Properties} message ConsoleEnd message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConsoleEnd.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                if (message.exitCode != null && $Object.hasOwnProperty.call(message, "exitCode") && message.exitCode !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.exitCode);
                if (message.signal != null && $Object.hasOwnProperty.call(message, "signal") && message.signal !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.signal);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.message);
                if (message.inputBytes != null && $Object.hasOwnProperty.call(message, "inputBytes") && message.inputBytes !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.inputBytes);
                if (message.outputBytes != null && $Object.hasOwnProperty.call(message, "outputBytes") && message.outputBytes !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.outputBytes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConsoleEnd message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ConsoleEnd
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleEnd & hopscope.v1.ConsoleEnd.$Shape} ConsoleEnd
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConsoleEnd.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ConsoleEnd();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.exitCode = value;
                            else
                                delete message.exitCode;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.signal = value;
                            else
                                delete message.signal;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.inputBytes = value;
                            else
                                delete message.inputBytes;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.outputBytes = value;
                            else
                                delete message.outputBytes;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConsoleEnd message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ConsoleEnd
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ConsoleEnd} ConsoleEnd
             */
            ConsoleEnd.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ConsoleEnd)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ConsoleEnd: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ConsoleEnd();
                if (object.reason != null)
                    if (typeof object.reason !== "string" || object.reason.length)
                        message.reason = $String(object.reason);
                if (object.exitCode != null)
                    if ($Number(object.exitCode) !== 0)
                        message.exitCode = object.exitCode | 0;
                if (object.signal != null)
                    if ($Number(object.signal) !== 0)
                        message.signal = object.signal >>> 0;
                if (object.message != null)
                    if (typeof object.message !== "string" || object.message.length)
                        message.message = $String(object.message);
                if (object.inputBytes != null)
                    if ($Number(object.inputBytes) !== 0)
                        message.inputBytes = object.inputBytes >>> 0;
                if (object.outputBytes != null)
                    if ($Number(object.outputBytes) !== 0)
                        message.outputBytes = object.outputBytes >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a ConsoleEnd message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ConsoleEnd
             * @static
             * @param {hopscope.v1.ConsoleEnd} message ConsoleEnd
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConsoleEnd.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.reason = "";
                    object.exitCode = 0;
                    object.signal = 0;
                    object.message = "";
                    object.inputBytes = 0;
                    object.outputBytes = 0;
                }
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                    object.reason = message.reason;
                if (message.exitCode != null && $Object.hasOwnProperty.call(message, "exitCode"))
                    object.exitCode = message.exitCode;
                if (message.signal != null && $Object.hasOwnProperty.call(message, "signal"))
                    object.signal = message.signal;
                if (message.message != null && $Object.hasOwnProperty.call(message, "message"))
                    object.message = message.message;
                if (message.inputBytes != null && $Object.hasOwnProperty.call(message, "inputBytes"))
                    object.inputBytes = message.inputBytes;
                if (message.outputBytes != null && $Object.hasOwnProperty.call(message, "outputBytes"))
                    object.outputBytes = message.outputBytes;
                return object;
            };

            /**
             * Converts this ConsoleEnd to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ConsoleEnd
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConsoleEnd.prototype.toJSON = function() {
                return ConsoleEnd.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ConsoleEnd
             * @function getTypeUrl
             * @memberof hopscope.v1.ConsoleEnd
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ConsoleEnd.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ConsoleEnd";
            };

            return ConsoleEnd;
        })();

        v1.DescribeRequest = (function() {

            /**
             * Properties of a DescribeRequest.
             * @typedef {Object} hopscope.v1.DescribeRequest.$Properties
             * @property {string|null} [trace] DescribeRequest trace
             * @property {Array.<hopscope.v1.DeviceName.$Properties>|null} [devices] DescribeRequest devices
             * @property {Array.<string>|null} [vteps] DescribeRequest vteps
             * @property {Array.<string>|null} [bridges] DescribeRequest bridges
             * @property {Array.<string>|null} [ifaceIds] DescribeRequest ifaceIds
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DescribeRequest.
             * @memberof hopscope.v1
             * @interface IDescribeRequest
             * @augments hopscope.v1.DescribeRequest.$Properties
             * @deprecated Use hopscope.v1.DescribeRequest.$Properties instead.
             */

            /**
             * Shape of a DescribeRequest.
             * @typedef {hopscope.v1.DescribeRequest.$Properties} hopscope.v1.DescribeRequest.$Shape
             */

            /**
             * Constructs a new DescribeRequest.
             * @memberof hopscope.v1
             * @classdesc Represents a DescribeRequest.
             * @constructor
             * @param {hopscope.v1.DescribeRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DescribeRequest = function (properties) {
                this.devices = [];
                this.vteps = [];
                this.bridges = [];
                this.ifaceIds = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DescribeRequest trace.
             * @member {string} trace
             * @memberof hopscope.v1.DescribeRequest
             * @instance
             */
            DescribeRequest.prototype.trace = "";

            /**
             * DescribeRequest devices.
             * @member {Array.<hopscope.v1.DeviceName.$Properties>} devices
             * @memberof hopscope.v1.DescribeRequest
             * @instance
             */
            DescribeRequest.prototype.devices = $util.emptyArray;

            /**
             * DescribeRequest vteps.
             * @member {Array.<string>} vteps
             * @memberof hopscope.v1.DescribeRequest
             * @instance
             */
            DescribeRequest.prototype.vteps = $util.emptyArray;

            /**
             * DescribeRequest bridges.
             * @member {Array.<string>} bridges
             * @memberof hopscope.v1.DescribeRequest
             * @instance
             */
            DescribeRequest.prototype.bridges = $util.emptyArray;

            /**
             * DescribeRequest ifaceIds.
             * @member {Array.<string>} ifaceIds
             * @memberof hopscope.v1.DescribeRequest
             * @instance
             */
            DescribeRequest.prototype.ifaceIds = $util.emptyArray;

            /**
             * Creates a new DescribeRequest instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.DescribeRequest
             * @static
             * @param {hopscope.v1.DescribeRequest.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.DescribeRequest} DescribeRequest instance
             * @type {{
             *   (properties: hopscope.v1.DescribeRequest.$Shape): hopscope.v1.DescribeRequest & hopscope.v1.DescribeRequest.$Shape;
             *   (properties?: hopscope.v1.DescribeRequest.$Properties): hopscope.v1.DescribeRequest;
             * }}
             */
            DescribeRequest.create = function(properties) {
                return new DescribeRequest(properties);
            };

            /**
             * Encodes the specified DescribeRequest message. Does not implicitly {@link hopscope.v1.DescribeRequest.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.DescribeRequest
             * @static
             * @param {hopscope.v1.DescribeRequest.$Properties} message DescribeRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DescribeRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace") && message.trace !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.trace);
                if (message.devices != null && message.devices.length)
                    for (let i = 0; i < message.devices.length; ++i)
                        $root.hopscope.v1.DeviceName.encode(message.devices[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.vteps != null && message.vteps.length)
                    for (let i = 0; i < message.vteps.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.vteps[i]);
                if (message.bridges != null && message.bridges.length)
                    for (let i = 0; i < message.bridges.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.bridges[i]);
                if (message.ifaceIds != null && message.ifaceIds.length)
                    for (let i = 0; i < message.ifaceIds.length; ++i)
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.ifaceIds[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DescribeRequest message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.DescribeRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.DescribeRequest & hopscope.v1.DescribeRequest.$Shape} DescribeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DescribeRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.DescribeRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.trace = value;
                            else
                                delete message.trace;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.devices && message.devices.length))
                                message.devices = [];
                            message.devices.push($root.hopscope.v1.DeviceName.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.vteps && message.vteps.length))
                                message.vteps = [];
                            message.vteps.push(reader.stringVerify());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.bridges && message.bridges.length))
                                message.bridges = [];
                            message.bridges.push(reader.stringVerify());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.ifaceIds && message.ifaceIds.length))
                                message.ifaceIds = [];
                            message.ifaceIds.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a DescribeRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.DescribeRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.DescribeRequest} DescribeRequest
             */
            DescribeRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.DescribeRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.DescribeRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.DescribeRequest();
                if (object.trace != null)
                    if (typeof object.trace !== "string" || object.trace.length)
                        message.trace = $String(object.trace);
                if (object.devices) {
                    if (!$Array.isArray(object.devices))
                        throw $TypeError(".hopscope.v1.DescribeRequest.devices: array expected");
                    message.devices = $Array(object.devices.length);
                    for (let i = 0; i < object.devices.length; ++i) {
                        if (!$util.isObject(object.devices[i]))
                            throw $TypeError(".hopscope.v1.DescribeRequest.devices: object expected");
                        message.devices[i] = $root.hopscope.v1.DeviceName.fromObject(object.devices[i], _depth + 1);
                    }
                }
                if (object.vteps) {
                    if (!$Array.isArray(object.vteps))
                        throw $TypeError(".hopscope.v1.DescribeRequest.vteps: array expected");
                    message.vteps = $Array(object.vteps.length);
                    for (let i = 0; i < object.vteps.length; ++i)
                        message.vteps[i] = $String(object.vteps[i]);
                }
                if (object.bridges) {
                    if (!$Array.isArray(object.bridges))
                        throw $TypeError(".hopscope.v1.DescribeRequest.bridges: array expected");
                    message.bridges = $Array(object.bridges.length);
                    for (let i = 0; i < object.bridges.length; ++i)
                        message.bridges[i] = $String(object.bridges[i]);
                }
                if (object.ifaceIds) {
                    if (!$Array.isArray(object.ifaceIds))
                        throw $TypeError(".hopscope.v1.DescribeRequest.ifaceIds: array expected");
                    message.ifaceIds = $Array(object.ifaceIds.length);
                    for (let i = 0; i < object.ifaceIds.length; ++i)
                        message.ifaceIds[i] = $String(object.ifaceIds[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a DescribeRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.DescribeRequest
             * @static
             * @param {hopscope.v1.DescribeRequest} message DescribeRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            DescribeRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.devices = [];
                    object.vteps = [];
                    object.bridges = [];
                    object.ifaceIds = [];
                }
                if (options.defaults)
                    object.trace = "";
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace"))
                    object.trace = message.trace;
                if (message.devices && message.devices.length) {
                    object.devices = $Array(message.devices.length);
                    for (let j = 0; j < message.devices.length; ++j)
                        object.devices[j] = $root.hopscope.v1.DeviceName.toObject(message.devices[j], options, _depth + 1);
                }
                if (message.vteps && message.vteps.length) {
                    object.vteps = $Array(message.vteps.length);
                    for (let j = 0; j < message.vteps.length; ++j)
                        object.vteps[j] = message.vteps[j];
                }
                if (message.bridges && message.bridges.length) {
                    object.bridges = $Array(message.bridges.length);
                    for (let j = 0; j < message.bridges.length; ++j)
                        object.bridges[j] = message.bridges[j];
                }
                if (message.ifaceIds && message.ifaceIds.length) {
                    object.ifaceIds = $Array(message.ifaceIds.length);
                    for (let j = 0; j < message.ifaceIds.length; ++j)
                        object.ifaceIds[j] = message.ifaceIds[j];
                }
                return object;
            };

            /**
             * Converts this DescribeRequest to JSON.
             * @function toJSON
             * @memberof hopscope.v1.DescribeRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            DescribeRequest.prototype.toJSON = function() {
                return DescribeRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for DescribeRequest
             * @function getTypeUrl
             * @memberof hopscope.v1.DescribeRequest
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            DescribeRequest.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.DescribeRequest";
            };

            return DescribeRequest;
        })();

        v1.DescribeResponse = (function() {

            /**
             * Properties of a DescribeResponse.
             * @typedef {Object} hopscope.v1.DescribeResponse.$Properties
             * @property {hopscope.v1.Failure.$Properties|null} [failure] DescribeResponse failure
             * @property {string|null} [node] DescribeResponse node
             * @property {string|null} [instance] DescribeResponse instance
             * @property {string|null} [version] DescribeResponse version
             * @property {string|null} [kernel] DescribeResponse kernel
             * @property {hopscope.v1.Policy.$Properties|null} [policy] DescribeResponse policy
             * @property {Array.<hopscope.v1.Netns.$Properties>|null} [namespaces] DescribeResponse namespaces
             * @property {Array.<hopscope.v1.Device.$Properties>|null} [devices] DescribeResponse devices
             * @property {Array.<hopscope.v1.Lead.$Properties>|null} [leads] DescribeResponse leads
             * @property {Array.<hopscope.v1.BridgePorts.$Properties>|null} [bridges] DescribeResponse bridges
             * @property {Array.<hopscope.v1.OvsInterface.$Properties>|null} [interfaces] DescribeResponse interfaces
             * @property {Array.<string>|null} [limits] DescribeResponse limits
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DescribeResponse.
             * @memberof hopscope.v1
             * @interface IDescribeResponse
             * @augments hopscope.v1.DescribeResponse.$Properties
             * @deprecated Use hopscope.v1.DescribeResponse.$Properties instead.
             */

            /**
             * Shape of a DescribeResponse.
             * @typedef {hopscope.v1.DescribeResponse.$Properties} hopscope.v1.DescribeResponse.$Shape
             */

            /**
             * Constructs a new DescribeResponse.
             * @memberof hopscope.v1
             * @classdesc Represents a DescribeResponse.
             * @constructor
             * @param {hopscope.v1.DescribeResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DescribeResponse = function (properties) {
                this.namespaces = [];
                this.devices = [];
                this.leads = [];
                this.bridges = [];
                this.interfaces = [];
                this.limits = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DescribeResponse failure.
             * @member {hopscope.v1.Failure.$Properties|null|undefined} failure
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.failure = null;

            /**
             * DescribeResponse node.
             * @member {string} node
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.node = "";

            /**
             * DescribeResponse instance.
             * @member {string} instance
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.instance = "";

            /**
             * DescribeResponse version.
             * @member {string} version
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.version = "";

            /**
             * DescribeResponse kernel.
             * @member {string} kernel
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.kernel = "";

            /**
             * DescribeResponse policy.
             * @member {hopscope.v1.Policy.$Properties|null|undefined} policy
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.policy = null;

            /**
             * DescribeResponse namespaces.
             * @member {Array.<hopscope.v1.Netns.$Properties>} namespaces
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.namespaces = $util.emptyArray;

            /**
             * DescribeResponse devices.
             * @member {Array.<hopscope.v1.Device.$Properties>} devices
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.devices = $util.emptyArray;

            /**
             * DescribeResponse leads.
             * @member {Array.<hopscope.v1.Lead.$Properties>} leads
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.leads = $util.emptyArray;

            /**
             * DescribeResponse bridges.
             * @member {Array.<hopscope.v1.BridgePorts.$Properties>} bridges
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.bridges = $util.emptyArray;

            /**
             * DescribeResponse interfaces.
             * @member {Array.<hopscope.v1.OvsInterface.$Properties>} interfaces
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.interfaces = $util.emptyArray;

            /**
             * DescribeResponse limits.
             * @member {Array.<string>} limits
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             */
            DescribeResponse.prototype.limits = $util.emptyArray;

            /**
             * Creates a new DescribeResponse instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.DescribeResponse
             * @static
             * @param {hopscope.v1.DescribeResponse.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.DescribeResponse} DescribeResponse instance
             * @type {{
             *   (properties: hopscope.v1.DescribeResponse.$Shape): hopscope.v1.DescribeResponse & hopscope.v1.DescribeResponse.$Shape;
             *   (properties?: hopscope.v1.DescribeResponse.$Properties): hopscope.v1.DescribeResponse;
             * }}
             */
            DescribeResponse.create = function(properties) {
                return new DescribeResponse(properties);
            };

            /**
             * Encodes the specified DescribeResponse message. Does not implicitly {@link hopscope.v1.DescribeResponse.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.DescribeResponse
             * @static
             * @param {hopscope.v1.DescribeResponse.$Properties} message DescribeResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DescribeResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.hopscope.v1.Failure.encode(message.failure, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.node);
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.instance);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.version);
                if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel") && message.kernel !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.kernel);
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy"))
                    $root.hopscope.v1.Policy.encode(message.policy, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.namespaces != null && message.namespaces.length)
                    for (let i = 0; i < message.namespaces.length; ++i)
                        $root.hopscope.v1.Netns.encode(message.namespaces[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.devices != null && message.devices.length)
                    for (let i = 0; i < message.devices.length; ++i)
                        $root.hopscope.v1.Device.encode(message.devices[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.leads != null && message.leads.length)
                    for (let i = 0; i < message.leads.length; ++i)
                        $root.hopscope.v1.Lead.encode(message.leads[i], writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.bridges != null && message.bridges.length)
                    for (let i = 0; i < message.bridges.length; ++i)
                        $root.hopscope.v1.BridgePorts.encode(message.bridges[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.interfaces != null && message.interfaces.length)
                    for (let i = 0; i < message.interfaces.length; ++i)
                        $root.hopscope.v1.OvsInterface.encode(message.interfaces[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.limits != null && message.limits.length)
                    for (let i = 0; i < message.limits.length; ++i)
                        writer.uint32(/* id 12, wireType 2 =*/98).string(message.limits[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DescribeResponse message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.DescribeResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.DescribeResponse & hopscope.v1.DescribeResponse.$Shape} DescribeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DescribeResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.DescribeResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hopscope.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.instance = value;
                            else
                                delete message.instance;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kernel = value;
                            else
                                delete message.kernel;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.policy = $root.hopscope.v1.Policy.decode(reader, reader.size(), $undefined, _depth + 1, message.policy);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.namespaces && message.namespaces.length))
                                message.namespaces = [];
                            message.namespaces.push($root.hopscope.v1.Netns.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if (!(message.devices && message.devices.length))
                                message.devices = [];
                            message.devices.push($root.hopscope.v1.Device.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (!(message.leads && message.leads.length))
                                message.leads = [];
                            message.leads.push($root.hopscope.v1.Lead.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.bridges && message.bridges.length))
                                message.bridges = [];
                            message.bridges.push($root.hopscope.v1.BridgePorts.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.interfaces && message.interfaces.length))
                                message.interfaces = [];
                            message.interfaces.push($root.hopscope.v1.OvsInterface.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if (!(message.limits && message.limits.length))
                                message.limits = [];
                            message.limits.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a DescribeResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.DescribeResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.DescribeResponse} DescribeResponse
             */
            DescribeResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.DescribeResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.DescribeResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.DescribeResponse();
                if (object.failure != null) {
                    if (!$util.isObject(object.failure))
                        throw $TypeError(".hopscope.v1.DescribeResponse.failure: object expected");
                    message.failure = $root.hopscope.v1.Failure.fromObject(object.failure, _depth + 1);
                }
                if (object.node != null)
                    if (typeof object.node !== "string" || object.node.length)
                        message.node = $String(object.node);
                if (object.instance != null)
                    if (typeof object.instance !== "string" || object.instance.length)
                        message.instance = $String(object.instance);
                if (object.version != null)
                    if (typeof object.version !== "string" || object.version.length)
                        message.version = $String(object.version);
                if (object.kernel != null)
                    if (typeof object.kernel !== "string" || object.kernel.length)
                        message.kernel = $String(object.kernel);
                if (object.policy != null) {
                    if (!$util.isObject(object.policy))
                        throw $TypeError(".hopscope.v1.DescribeResponse.policy: object expected");
                    message.policy = $root.hopscope.v1.Policy.fromObject(object.policy, _depth + 1);
                }
                if (object.namespaces) {
                    if (!$Array.isArray(object.namespaces))
                        throw $TypeError(".hopscope.v1.DescribeResponse.namespaces: array expected");
                    message.namespaces = $Array(object.namespaces.length);
                    for (let i = 0; i < object.namespaces.length; ++i) {
                        if (!$util.isObject(object.namespaces[i]))
                            throw $TypeError(".hopscope.v1.DescribeResponse.namespaces: object expected");
                        message.namespaces[i] = $root.hopscope.v1.Netns.fromObject(object.namespaces[i], _depth + 1);
                    }
                }
                if (object.devices) {
                    if (!$Array.isArray(object.devices))
                        throw $TypeError(".hopscope.v1.DescribeResponse.devices: array expected");
                    message.devices = $Array(object.devices.length);
                    for (let i = 0; i < object.devices.length; ++i) {
                        if (!$util.isObject(object.devices[i]))
                            throw $TypeError(".hopscope.v1.DescribeResponse.devices: object expected");
                        message.devices[i] = $root.hopscope.v1.Device.fromObject(object.devices[i], _depth + 1);
                    }
                }
                if (object.leads) {
                    if (!$Array.isArray(object.leads))
                        throw $TypeError(".hopscope.v1.DescribeResponse.leads: array expected");
                    message.leads = $Array(object.leads.length);
                    for (let i = 0; i < object.leads.length; ++i) {
                        if (!$util.isObject(object.leads[i]))
                            throw $TypeError(".hopscope.v1.DescribeResponse.leads: object expected");
                        message.leads[i] = $root.hopscope.v1.Lead.fromObject(object.leads[i], _depth + 1);
                    }
                }
                if (object.bridges) {
                    if (!$Array.isArray(object.bridges))
                        throw $TypeError(".hopscope.v1.DescribeResponse.bridges: array expected");
                    message.bridges = $Array(object.bridges.length);
                    for (let i = 0; i < object.bridges.length; ++i) {
                        if (!$util.isObject(object.bridges[i]))
                            throw $TypeError(".hopscope.v1.DescribeResponse.bridges: object expected");
                        message.bridges[i] = $root.hopscope.v1.BridgePorts.fromObject(object.bridges[i], _depth + 1);
                    }
                }
                if (object.interfaces) {
                    if (!$Array.isArray(object.interfaces))
                        throw $TypeError(".hopscope.v1.DescribeResponse.interfaces: array expected");
                    message.interfaces = $Array(object.interfaces.length);
                    for (let i = 0; i < object.interfaces.length; ++i) {
                        if (!$util.isObject(object.interfaces[i]))
                            throw $TypeError(".hopscope.v1.DescribeResponse.interfaces: object expected");
                        message.interfaces[i] = $root.hopscope.v1.OvsInterface.fromObject(object.interfaces[i], _depth + 1);
                    }
                }
                if (object.limits) {
                    if (!$Array.isArray(object.limits))
                        throw $TypeError(".hopscope.v1.DescribeResponse.limits: array expected");
                    message.limits = $Array(object.limits.length);
                    for (let i = 0; i < object.limits.length; ++i)
                        message.limits[i] = $String(object.limits[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a DescribeResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.DescribeResponse
             * @static
             * @param {hopscope.v1.DescribeResponse} message DescribeResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            DescribeResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.namespaces = [];
                    object.devices = [];
                    object.leads = [];
                    object.bridges = [];
                    object.interfaces = [];
                    object.limits = [];
                }
                if (options.defaults) {
                    object.failure = null;
                    object.node = "";
                    object.instance = "";
                    object.version = "";
                    object.kernel = "";
                    object.policy = null;
                }
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = $root.hopscope.v1.Failure.toObject(message.failure, options, _depth + 1);
                if (message.node != null && $Object.hasOwnProperty.call(message, "node"))
                    object.node = message.node;
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance"))
                    object.instance = message.instance;
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    object.version = message.version;
                if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel"))
                    object.kernel = message.kernel;
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy"))
                    object.policy = $root.hopscope.v1.Policy.toObject(message.policy, options, _depth + 1);
                if (message.namespaces && message.namespaces.length) {
                    object.namespaces = $Array(message.namespaces.length);
                    for (let j = 0; j < message.namespaces.length; ++j)
                        object.namespaces[j] = $root.hopscope.v1.Netns.toObject(message.namespaces[j], options, _depth + 1);
                }
                if (message.devices && message.devices.length) {
                    object.devices = $Array(message.devices.length);
                    for (let j = 0; j < message.devices.length; ++j)
                        object.devices[j] = $root.hopscope.v1.Device.toObject(message.devices[j], options, _depth + 1);
                }
                if (message.leads && message.leads.length) {
                    object.leads = $Array(message.leads.length);
                    for (let j = 0; j < message.leads.length; ++j)
                        object.leads[j] = $root.hopscope.v1.Lead.toObject(message.leads[j], options, _depth + 1);
                }
                if (message.bridges && message.bridges.length) {
                    object.bridges = $Array(message.bridges.length);
                    for (let j = 0; j < message.bridges.length; ++j)
                        object.bridges[j] = $root.hopscope.v1.BridgePorts.toObject(message.bridges[j], options, _depth + 1);
                }
                if (message.interfaces && message.interfaces.length) {
                    object.interfaces = $Array(message.interfaces.length);
                    for (let j = 0; j < message.interfaces.length; ++j)
                        object.interfaces[j] = $root.hopscope.v1.OvsInterface.toObject(message.interfaces[j], options, _depth + 1);
                }
                if (message.limits && message.limits.length) {
                    object.limits = $Array(message.limits.length);
                    for (let j = 0; j < message.limits.length; ++j)
                        object.limits[j] = message.limits[j];
                }
                return object;
            };

            /**
             * Converts this DescribeResponse to JSON.
             * @function toJSON
             * @memberof hopscope.v1.DescribeResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            DescribeResponse.prototype.toJSON = function() {
                return DescribeResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for DescribeResponse
             * @function getTypeUrl
             * @memberof hopscope.v1.DescribeResponse
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            DescribeResponse.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.DescribeResponse";
            };

            return DescribeResponse;
        })();

        v1.Policy = (function() {

            /**
             * Properties of a Policy.
             * @typedef {Object} hopscope.v1.Policy.$Properties
             * @property {boolean|null} [inject] Policy inject
             * @property {boolean|null} [capture] Policy capture
             * @property {Array.<string>|null} [injectDestinations] Policy injectDestinations
             * @property {number|null} [injectRateMax] Policy injectRateMax
             * @property {boolean|null} [console] Policy console
             * @property {boolean|null} [dropReasons] Policy dropReasons
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Policy.
             * @memberof hopscope.v1
             * @interface IPolicy
             * @augments hopscope.v1.Policy.$Properties
             * @deprecated Use hopscope.v1.Policy.$Properties instead.
             */

            /**
             * Shape of a Policy.
             * @typedef {hopscope.v1.Policy.$Properties} hopscope.v1.Policy.$Shape
             */

            /**
             * Constructs a new Policy.
             * @memberof hopscope.v1
             * @classdesc Represents a Policy.
             * @constructor
             * @param {hopscope.v1.Policy.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Policy = function (properties) {
                this.injectDestinations = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Policy inject.
             * @member {boolean} inject
             * @memberof hopscope.v1.Policy
             * @instance
             */
            Policy.prototype.inject = false;

            /**
             * Policy capture.
             * @member {boolean} capture
             * @memberof hopscope.v1.Policy
             * @instance
             */
            Policy.prototype.capture = false;

            /**
             * Policy injectDestinations.
             * @member {Array.<string>} injectDestinations
             * @memberof hopscope.v1.Policy
             * @instance
             */
            Policy.prototype.injectDestinations = $util.emptyArray;

            /**
             * Policy injectRateMax.
             * @member {number} injectRateMax
             * @memberof hopscope.v1.Policy
             * @instance
             */
            Policy.prototype.injectRateMax = 0;

            /**
             * Policy console.
             * @member {boolean} console
             * @memberof hopscope.v1.Policy
             * @instance
             */
            Policy.prototype.console = false;

            /**
             * Policy dropReasons.
             * @member {boolean} dropReasons
             * @memberof hopscope.v1.Policy
             * @instance
             */
            Policy.prototype.dropReasons = false;

            /**
             * Creates a new Policy instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Policy
             * @static
             * @param {hopscope.v1.Policy.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Policy} Policy instance
             * @type {{
             *   (properties: hopscope.v1.Policy.$Shape): hopscope.v1.Policy & hopscope.v1.Policy.$Shape;
             *   (properties?: hopscope.v1.Policy.$Properties): hopscope.v1.Policy;
             * }}
             */
            Policy.create = function(properties) {
                return new Policy(properties);
            };

            /**
             * Encodes the specified Policy message. Does not implicitly {@link hopscope.v1.Policy.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Policy
             * @static
             * @param {hopscope.v1.Policy.$Properties} message Policy message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Policy.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.inject != null && $Object.hasOwnProperty.call(message, "inject") && message.inject !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.inject);
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture") && message.capture !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.capture);
                if (message.injectDestinations != null && message.injectDestinations.length)
                    for (let i = 0; i < message.injectDestinations.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.injectDestinations[i]);
                if (message.injectRateMax != null && $Object.hasOwnProperty.call(message, "injectRateMax") && message.injectRateMax !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.injectRateMax);
                if (message.console != null && $Object.hasOwnProperty.call(message, "console") && message.console !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.console);
                if (message.dropReasons != null && $Object.hasOwnProperty.call(message, "dropReasons") && message.dropReasons !== false)
                    writer.uint32(/* id 6, wireType 0 =*/48).bool(message.dropReasons);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Policy message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Policy
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Policy & hopscope.v1.Policy.$Shape} Policy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Policy.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Policy();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.inject = value;
                            else
                                delete message.inject;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.capture = value;
                            else
                                delete message.capture;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.injectDestinations && message.injectDestinations.length))
                                message.injectDestinations = [];
                            message.injectDestinations.push(reader.stringVerify());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.injectRateMax = value;
                            else
                                delete message.injectRateMax;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.console = value;
                            else
                                delete message.console;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.dropReasons = value;
                            else
                                delete message.dropReasons;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Policy message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Policy
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Policy} Policy
             */
            Policy.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Policy)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Policy: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Policy();
                if (object.inject != null)
                    if (object.inject)
                        message.inject = $Boolean(object.inject);
                if (object.capture != null)
                    if (object.capture)
                        message.capture = $Boolean(object.capture);
                if (object.injectDestinations) {
                    if (!$Array.isArray(object.injectDestinations))
                        throw $TypeError(".hopscope.v1.Policy.injectDestinations: array expected");
                    message.injectDestinations = $Array(object.injectDestinations.length);
                    for (let i = 0; i < object.injectDestinations.length; ++i)
                        message.injectDestinations[i] = $String(object.injectDestinations[i]);
                }
                if (object.injectRateMax != null)
                    if ($Number(object.injectRateMax) !== 0)
                        message.injectRateMax = object.injectRateMax >>> 0;
                if (object.console != null)
                    if (object.console)
                        message.console = $Boolean(object.console);
                if (object.dropReasons != null)
                    if (object.dropReasons)
                        message.dropReasons = $Boolean(object.dropReasons);
                return message;
            };

            /**
             * Creates a plain object from a Policy message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Policy
             * @static
             * @param {hopscope.v1.Policy} message Policy
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Policy.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.injectDestinations = [];
                if (options.defaults) {
                    object.inject = false;
                    object.capture = false;
                    object.injectRateMax = 0;
                    object.console = false;
                    object.dropReasons = false;
                }
                if (message.inject != null && $Object.hasOwnProperty.call(message, "inject"))
                    object.inject = message.inject;
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture"))
                    object.capture = message.capture;
                if (message.injectDestinations && message.injectDestinations.length) {
                    object.injectDestinations = $Array(message.injectDestinations.length);
                    for (let j = 0; j < message.injectDestinations.length; ++j)
                        object.injectDestinations[j] = message.injectDestinations[j];
                }
                if (message.injectRateMax != null && $Object.hasOwnProperty.call(message, "injectRateMax"))
                    object.injectRateMax = message.injectRateMax;
                if (message.console != null && $Object.hasOwnProperty.call(message, "console"))
                    object.console = message.console;
                if (message.dropReasons != null && $Object.hasOwnProperty.call(message, "dropReasons"))
                    object.dropReasons = message.dropReasons;
                return object;
            };

            /**
             * Converts this Policy to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Policy
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Policy.prototype.toJSON = function() {
                return Policy.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Policy
             * @function getTypeUrl
             * @memberof hopscope.v1.Policy
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Policy.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Policy";
            };

            return Policy;
        })();

        v1.Netns = (function() {

            /**
             * Properties of a Netns.
             * @typedef {Object} hopscope.v1.Netns.$Properties
             * @property {string|null} [name] Netns name
             * @property {number|null} [inode] Netns inode
             * @property {boolean|null} [dead] Netns dead
             * @property {number|null} [viaPid] Netns viaPid
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Netns.
             * @memberof hopscope.v1
             * @interface INetns
             * @augments hopscope.v1.Netns.$Properties
             * @deprecated Use hopscope.v1.Netns.$Properties instead.
             */

            /**
             * Shape of a Netns.
             * @typedef {hopscope.v1.Netns.$Properties} hopscope.v1.Netns.$Shape
             */

            /**
             * Constructs a new Netns.
             * @memberof hopscope.v1
             * @classdesc Represents a Netns.
             * @constructor
             * @param {hopscope.v1.Netns.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Netns = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Netns name.
             * @member {string} name
             * @memberof hopscope.v1.Netns
             * @instance
             */
            Netns.prototype.name = "";

            /**
             * Netns inode.
             * @member {number} inode
             * @memberof hopscope.v1.Netns
             * @instance
             */
            Netns.prototype.inode = 0;

            /**
             * Netns dead.
             * @member {boolean} dead
             * @memberof hopscope.v1.Netns
             * @instance
             */
            Netns.prototype.dead = false;

            /**
             * Netns viaPid.
             * @member {number} viaPid
             * @memberof hopscope.v1.Netns
             * @instance
             */
            Netns.prototype.viaPid = 0;

            /**
             * Creates a new Netns instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Netns
             * @static
             * @param {hopscope.v1.Netns.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Netns} Netns instance
             * @type {{
             *   (properties: hopscope.v1.Netns.$Shape): hopscope.v1.Netns & hopscope.v1.Netns.$Shape;
             *   (properties?: hopscope.v1.Netns.$Properties): hopscope.v1.Netns;
             * }}
             */
            Netns.create = function(properties) {
                return new Netns(properties);
            };

            /**
             * Encodes the specified Netns message. Does not implicitly {@link hopscope.v1.Netns.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Netns
             * @static
             * @param {hopscope.v1.Netns.$Properties} message Netns message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Netns.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.inode != null && $Object.hasOwnProperty.call(message, "inode") && message.inode !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.inode);
                if (message.dead != null && $Object.hasOwnProperty.call(message, "dead") && message.dead !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.dead);
                if (message.viaPid != null && $Object.hasOwnProperty.call(message, "viaPid") && message.viaPid !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.viaPid);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Netns message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Netns
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Netns & hopscope.v1.Netns.$Shape} Netns
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Netns.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Netns();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.inode = value;
                            else
                                delete message.inode;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.dead = value;
                            else
                                delete message.dead;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.viaPid = value;
                            else
                                delete message.viaPid;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Netns message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Netns
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Netns} Netns
             */
            Netns.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Netns)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Netns: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Netns();
                if (object.name != null)
                    if (typeof object.name !== "string" || object.name.length)
                        message.name = $String(object.name);
                if (object.inode != null)
                    if ($Number(object.inode) !== 0)
                        message.inode = object.inode >>> 0;
                if (object.dead != null)
                    if (object.dead)
                        message.dead = $Boolean(object.dead);
                if (object.viaPid != null)
                    if ($Number(object.viaPid) !== 0)
                        message.viaPid = object.viaPid >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a Netns message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Netns
             * @static
             * @param {hopscope.v1.Netns} message Netns
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Netns.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.name = "";
                    object.inode = 0;
                    object.dead = false;
                    object.viaPid = 0;
                }
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    object.name = message.name;
                if (message.inode != null && $Object.hasOwnProperty.call(message, "inode"))
                    object.inode = message.inode;
                if (message.dead != null && $Object.hasOwnProperty.call(message, "dead"))
                    object.dead = message.dead;
                if (message.viaPid != null && $Object.hasOwnProperty.call(message, "viaPid"))
                    object.viaPid = message.viaPid;
                return object;
            };

            /**
             * Converts this Netns to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Netns
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Netns.prototype.toJSON = function() {
                return Netns.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Netns
             * @function getTypeUrl
             * @memberof hopscope.v1.Netns
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Netns.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Netns";
            };

            return Netns;
        })();

        v1.Device = (function() {

            /**
             * Properties of a Device.
             * @typedef {Object} hopscope.v1.Device.$Properties
             * @property {hopscope.v1.DeviceName.$Properties|null} [name] Device name
             * @property {number|null} [netnsInode] Device netnsInode
             * @property {number|null} [ifindex] Device ifindex
             * @property {string|null} [kind] Device kind
             * @property {string|null} [mac] Device mac
             * @property {number|null} [mtu] Device mtu
             * @property {boolean|null} [up] Device up
             * @property {string|null} [master] Device master
             * @property {boolean|null} [offloaded] Device offloaded
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Device.
             * @memberof hopscope.v1
             * @interface IDevice
             * @augments hopscope.v1.Device.$Properties
             * @deprecated Use hopscope.v1.Device.$Properties instead.
             */

            /**
             * Shape of a Device.
             * @typedef {hopscope.v1.Device.$Properties} hopscope.v1.Device.$Shape
             */

            /**
             * Constructs a new Device.
             * @memberof hopscope.v1
             * @classdesc Represents a Device.
             * @constructor
             * @param {hopscope.v1.Device.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Device = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Device name.
             * @member {hopscope.v1.DeviceName.$Properties|null|undefined} name
             * @memberof hopscope.v1.Device
             * @instance
             */
            Device.prototype.name = null;

            /**
             * Device netnsInode.
             * @member {number} netnsInode
             * @memberof hopscope.v1.Device
             * @instance
             */
            Device.prototype.netnsInode = 0;

            /**
             * Device ifindex.
             * @member {number} ifindex
             * @memberof hopscope.v1.Device
             * @instance
             */
            Device.prototype.ifindex = 0;

            /**
             * Device kind.
             * @member {string} kind
             * @memberof hopscope.v1.Device
             * @instance
             */
            Device.prototype.kind = "";

            /**
             * Device mac.
             * @member {string} mac
             * @memberof hopscope.v1.Device
             * @instance
             */
            Device.prototype.mac = "";

            /**
             * Device mtu.
             * @member {number} mtu
             * @memberof hopscope.v1.Device
             * @instance
             */
            Device.prototype.mtu = 0;

            /**
             * Device up.
             * @member {boolean} up
             * @memberof hopscope.v1.Device
             * @instance
             */
            Device.prototype.up = false;

            /**
             * Device master.
             * @member {string} master
             * @memberof hopscope.v1.Device
             * @instance
             */
            Device.prototype.master = "";

            /**
             * Device offloaded.
             * @member {boolean} offloaded
             * @memberof hopscope.v1.Device
             * @instance
             */
            Device.prototype.offloaded = false;

            /**
             * Creates a new Device instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Device
             * @static
             * @param {hopscope.v1.Device.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Device} Device instance
             * @type {{
             *   (properties: hopscope.v1.Device.$Shape): hopscope.v1.Device & hopscope.v1.Device.$Shape;
             *   (properties?: hopscope.v1.Device.$Properties): hopscope.v1.Device;
             * }}
             */
            Device.create = function(properties) {
                return new Device(properties);
            };

            /**
             * Encodes the specified Device message. Does not implicitly {@link hopscope.v1.Device.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Device
             * @static
             * @param {hopscope.v1.Device.$Properties} message Device message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Device.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    $root.hopscope.v1.DeviceName.encode(message.name, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.netnsInode != null && $Object.hasOwnProperty.call(message, "netnsInode") && message.netnsInode !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.netnsInode);
                if (message.ifindex != null && $Object.hasOwnProperty.call(message, "ifindex") && message.ifindex !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.ifindex);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.kind);
                if (message.mac != null && $Object.hasOwnProperty.call(message, "mac") && message.mac !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.mac);
                if (message.mtu != null && $Object.hasOwnProperty.call(message, "mtu") && message.mtu !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.mtu);
                if (message.up != null && $Object.hasOwnProperty.call(message, "up") && message.up !== false)
                    writer.uint32(/* id 7, wireType 0 =*/56).bool(message.up);
                if (message.master != null && $Object.hasOwnProperty.call(message, "master") && message.master !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.master);
                if (message.offloaded != null && $Object.hasOwnProperty.call(message, "offloaded") && message.offloaded !== false)
                    writer.uint32(/* id 9, wireType 0 =*/72).bool(message.offloaded);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Device message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Device
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Device & hopscope.v1.Device.$Shape} Device
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Device.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Device();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.name = $root.hopscope.v1.DeviceName.decode(reader, reader.size(), $undefined, _depth + 1, message.name);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.netnsInode = value;
                            else
                                delete message.netnsInode;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ifindex = value;
                            else
                                delete message.ifindex;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.mac = value;
                            else
                                delete message.mac;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.mtu = value;
                            else
                                delete message.mtu;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.up = value;
                            else
                                delete message.up;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.master = value;
                            else
                                delete message.master;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.offloaded = value;
                            else
                                delete message.offloaded;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Device message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Device
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Device} Device
             */
            Device.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Device)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Device: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Device();
                if (object.name != null) {
                    if (!$util.isObject(object.name))
                        throw $TypeError(".hopscope.v1.Device.name: object expected");
                    message.name = $root.hopscope.v1.DeviceName.fromObject(object.name, _depth + 1);
                }
                if (object.netnsInode != null)
                    if ($Number(object.netnsInode) !== 0)
                        message.netnsInode = object.netnsInode >>> 0;
                if (object.ifindex != null)
                    if ($Number(object.ifindex) !== 0)
                        message.ifindex = object.ifindex >>> 0;
                if (object.kind != null)
                    if (typeof object.kind !== "string" || object.kind.length)
                        message.kind = $String(object.kind);
                if (object.mac != null)
                    if (typeof object.mac !== "string" || object.mac.length)
                        message.mac = $String(object.mac);
                if (object.mtu != null)
                    if ($Number(object.mtu) !== 0)
                        message.mtu = object.mtu >>> 0;
                if (object.up != null)
                    if (object.up)
                        message.up = $Boolean(object.up);
                if (object.master != null)
                    if (typeof object.master !== "string" || object.master.length)
                        message.master = $String(object.master);
                if (object.offloaded != null)
                    if (object.offloaded)
                        message.offloaded = $Boolean(object.offloaded);
                return message;
            };

            /**
             * Creates a plain object from a Device message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Device
             * @static
             * @param {hopscope.v1.Device} message Device
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Device.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.name = null;
                    object.netnsInode = 0;
                    object.ifindex = 0;
                    object.kind = "";
                    object.mac = "";
                    object.mtu = 0;
                    object.up = false;
                    object.master = "";
                    object.offloaded = false;
                }
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    object.name = $root.hopscope.v1.DeviceName.toObject(message.name, options, _depth + 1);
                if (message.netnsInode != null && $Object.hasOwnProperty.call(message, "netnsInode"))
                    object.netnsInode = message.netnsInode;
                if (message.ifindex != null && $Object.hasOwnProperty.call(message, "ifindex"))
                    object.ifindex = message.ifindex;
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind"))
                    object.kind = message.kind;
                if (message.mac != null && $Object.hasOwnProperty.call(message, "mac"))
                    object.mac = message.mac;
                if (message.mtu != null && $Object.hasOwnProperty.call(message, "mtu"))
                    object.mtu = message.mtu;
                if (message.up != null && $Object.hasOwnProperty.call(message, "up"))
                    object.up = message.up;
                if (message.master != null && $Object.hasOwnProperty.call(message, "master"))
                    object.master = message.master;
                if (message.offloaded != null && $Object.hasOwnProperty.call(message, "offloaded"))
                    object.offloaded = message.offloaded;
                return object;
            };

            /**
             * Converts this Device to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Device
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Device.prototype.toJSON = function() {
                return Device.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Device
             * @function getTypeUrl
             * @memberof hopscope.v1.Device
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Device.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Device";
            };

            return Device;
        })();

        v1.Lead = (function() {

            /**
             * Properties of a Lead.
             * @typedef {Object} hopscope.v1.Lead.$Properties
             * @property {string|null} [vtep] Lead vtep
             * @property {Array.<string>|null} [devices] Lead devices
             * @property {string|null} [local] Lead local
             * @property {string|null} [failure] Lead failure
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Lead.
             * @memberof hopscope.v1
             * @interface ILead
             * @augments hopscope.v1.Lead.$Properties
             * @deprecated Use hopscope.v1.Lead.$Properties instead.
             */

            /**
             * Shape of a Lead.
             * @typedef {hopscope.v1.Lead.$Properties} hopscope.v1.Lead.$Shape
             */

            /**
             * Constructs a new Lead.
             * @memberof hopscope.v1
             * @classdesc Represents a Lead.
             * @constructor
             * @param {hopscope.v1.Lead.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Lead = function (properties) {
                this.devices = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Lead vtep.
             * @member {string} vtep
             * @memberof hopscope.v1.Lead
             * @instance
             */
            Lead.prototype.vtep = "";

            /**
             * Lead devices.
             * @member {Array.<string>} devices
             * @memberof hopscope.v1.Lead
             * @instance
             */
            Lead.prototype.devices = $util.emptyArray;

            /**
             * Lead local.
             * @member {string} local
             * @memberof hopscope.v1.Lead
             * @instance
             */
            Lead.prototype.local = "";

            /**
             * Lead failure.
             * @member {string} failure
             * @memberof hopscope.v1.Lead
             * @instance
             */
            Lead.prototype.failure = "";

            /**
             * Creates a new Lead instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Lead
             * @static
             * @param {hopscope.v1.Lead.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Lead} Lead instance
             * @type {{
             *   (properties: hopscope.v1.Lead.$Shape): hopscope.v1.Lead & hopscope.v1.Lead.$Shape;
             *   (properties?: hopscope.v1.Lead.$Properties): hopscope.v1.Lead;
             * }}
             */
            Lead.create = function(properties) {
                return new Lead(properties);
            };

            /**
             * Encodes the specified Lead message. Does not implicitly {@link hopscope.v1.Lead.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Lead
             * @static
             * @param {hopscope.v1.Lead.$Properties} message Lead message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Lead.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.vtep != null && $Object.hasOwnProperty.call(message, "vtep") && message.vtep !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.vtep);
                if (message.devices != null && message.devices.length)
                    for (let i = 0; i < message.devices.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.devices[i]);
                if (message.local != null && $Object.hasOwnProperty.call(message, "local") && message.local !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.local);
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure") && message.failure !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.failure);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Lead message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Lead
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Lead & hopscope.v1.Lead.$Shape} Lead
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Lead.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Lead();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.vtep = value;
                            else
                                delete message.vtep;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.devices && message.devices.length))
                                message.devices = [];
                            message.devices.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.local = value;
                            else
                                delete message.local;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.failure = value;
                            else
                                delete message.failure;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Lead message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Lead
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Lead} Lead
             */
            Lead.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Lead)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Lead: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Lead();
                if (object.vtep != null)
                    if (typeof object.vtep !== "string" || object.vtep.length)
                        message.vtep = $String(object.vtep);
                if (object.devices) {
                    if (!$Array.isArray(object.devices))
                        throw $TypeError(".hopscope.v1.Lead.devices: array expected");
                    message.devices = $Array(object.devices.length);
                    for (let i = 0; i < object.devices.length; ++i)
                        message.devices[i] = $String(object.devices[i]);
                }
                if (object.local != null)
                    if (typeof object.local !== "string" || object.local.length)
                        message.local = $String(object.local);
                if (object.failure != null)
                    if (typeof object.failure !== "string" || object.failure.length)
                        message.failure = $String(object.failure);
                return message;
            };

            /**
             * Creates a plain object from a Lead message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Lead
             * @static
             * @param {hopscope.v1.Lead} message Lead
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Lead.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.devices = [];
                if (options.defaults) {
                    object.vtep = "";
                    object.local = "";
                    object.failure = "";
                }
                if (message.vtep != null && $Object.hasOwnProperty.call(message, "vtep"))
                    object.vtep = message.vtep;
                if (message.devices && message.devices.length) {
                    object.devices = $Array(message.devices.length);
                    for (let j = 0; j < message.devices.length; ++j)
                        object.devices[j] = message.devices[j];
                }
                if (message.local != null && $Object.hasOwnProperty.call(message, "local"))
                    object.local = message.local;
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = message.failure;
                return object;
            };

            /**
             * Converts this Lead to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Lead
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Lead.prototype.toJSON = function() {
                return Lead.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Lead
             * @function getTypeUrl
             * @memberof hopscope.v1.Lead
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Lead.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Lead";
            };

            return Lead;
        })();

        v1.BridgePorts = (function() {

            /**
             * Properties of a BridgePorts.
             * @typedef {Object} hopscope.v1.BridgePorts.$Properties
             * @property {string|null} [bridge] BridgePorts bridge
             * @property {Array.<string>|null} [devices] BridgePorts devices
             * @property {boolean|null} [isolated] BridgePorts isolated
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BridgePorts.
             * @memberof hopscope.v1
             * @interface IBridgePorts
             * @augments hopscope.v1.BridgePorts.$Properties
             * @deprecated Use hopscope.v1.BridgePorts.$Properties instead.
             */

            /**
             * Shape of a BridgePorts.
             * @typedef {hopscope.v1.BridgePorts.$Properties} hopscope.v1.BridgePorts.$Shape
             */

            /**
             * Constructs a new BridgePorts.
             * @memberof hopscope.v1
             * @classdesc Represents a BridgePorts.
             * @constructor
             * @param {hopscope.v1.BridgePorts.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BridgePorts = function (properties) {
                this.devices = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BridgePorts bridge.
             * @member {string} bridge
             * @memberof hopscope.v1.BridgePorts
             * @instance
             */
            BridgePorts.prototype.bridge = "";

            /**
             * BridgePorts devices.
             * @member {Array.<string>} devices
             * @memberof hopscope.v1.BridgePorts
             * @instance
             */
            BridgePorts.prototype.devices = $util.emptyArray;

            /**
             * BridgePorts isolated.
             * @member {boolean} isolated
             * @memberof hopscope.v1.BridgePorts
             * @instance
             */
            BridgePorts.prototype.isolated = false;

            /**
             * Creates a new BridgePorts instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.BridgePorts
             * @static
             * @param {hopscope.v1.BridgePorts.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.BridgePorts} BridgePorts instance
             * @type {{
             *   (properties: hopscope.v1.BridgePorts.$Shape): hopscope.v1.BridgePorts & hopscope.v1.BridgePorts.$Shape;
             *   (properties?: hopscope.v1.BridgePorts.$Properties): hopscope.v1.BridgePorts;
             * }}
             */
            BridgePorts.create = function(properties) {
                return new BridgePorts(properties);
            };

            /**
             * Encodes the specified BridgePorts message. Does not implicitly {@link hopscope.v1.BridgePorts.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.BridgePorts
             * @static
             * @param {hopscope.v1.BridgePorts.$Properties} message BridgePorts message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BridgePorts.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.bridge != null && $Object.hasOwnProperty.call(message, "bridge") && message.bridge !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.bridge);
                if (message.devices != null && message.devices.length)
                    for (let i = 0; i < message.devices.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.devices[i]);
                if (message.isolated != null && $Object.hasOwnProperty.call(message, "isolated") && message.isolated !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.isolated);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BridgePorts message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.BridgePorts
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.BridgePorts & hopscope.v1.BridgePorts.$Shape} BridgePorts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BridgePorts.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.BridgePorts();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.bridge = value;
                            else
                                delete message.bridge;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.devices && message.devices.length))
                                message.devices = [];
                            message.devices.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isolated = value;
                            else
                                delete message.isolated;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a BridgePorts message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.BridgePorts
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.BridgePorts} BridgePorts
             */
            BridgePorts.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.BridgePorts)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.BridgePorts: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.BridgePorts();
                if (object.bridge != null)
                    if (typeof object.bridge !== "string" || object.bridge.length)
                        message.bridge = $String(object.bridge);
                if (object.devices) {
                    if (!$Array.isArray(object.devices))
                        throw $TypeError(".hopscope.v1.BridgePorts.devices: array expected");
                    message.devices = $Array(object.devices.length);
                    for (let i = 0; i < object.devices.length; ++i)
                        message.devices[i] = $String(object.devices[i]);
                }
                if (object.isolated != null)
                    if (object.isolated)
                        message.isolated = $Boolean(object.isolated);
                return message;
            };

            /**
             * Creates a plain object from a BridgePorts message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.BridgePorts
             * @static
             * @param {hopscope.v1.BridgePorts} message BridgePorts
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            BridgePorts.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.devices = [];
                if (options.defaults) {
                    object.bridge = "";
                    object.isolated = false;
                }
                if (message.bridge != null && $Object.hasOwnProperty.call(message, "bridge"))
                    object.bridge = message.bridge;
                if (message.devices && message.devices.length) {
                    object.devices = $Array(message.devices.length);
                    for (let j = 0; j < message.devices.length; ++j)
                        object.devices[j] = message.devices[j];
                }
                if (message.isolated != null && $Object.hasOwnProperty.call(message, "isolated"))
                    object.isolated = message.isolated;
                return object;
            };

            /**
             * Converts this BridgePorts to JSON.
             * @function toJSON
             * @memberof hopscope.v1.BridgePorts
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            BridgePorts.prototype.toJSON = function() {
                return BridgePorts.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for BridgePorts
             * @function getTypeUrl
             * @memberof hopscope.v1.BridgePorts
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            BridgePorts.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.BridgePorts";
            };

            return BridgePorts;
        })();

        v1.OvsInterface = (function() {

            /**
             * Properties of an OvsInterface.
             * @typedef {Object} hopscope.v1.OvsInterface.$Properties
             * @property {string|null} [ifaceId] OvsInterface ifaceId
             * @property {string|null} [name] OvsInterface name
             * @property {number|null} [ofport] OvsInterface ofport
             * @property {number|null} [tag] OvsInterface tag
             * @property {string|null} [bridge] OvsInterface bridge
             * @property {string|null} [error] OvsInterface error
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an OvsInterface.
             * @memberof hopscope.v1
             * @interface IOvsInterface
             * @augments hopscope.v1.OvsInterface.$Properties
             * @deprecated Use hopscope.v1.OvsInterface.$Properties instead.
             */

            /**
             * Shape of an OvsInterface.
             * @typedef {hopscope.v1.OvsInterface.$Properties} hopscope.v1.OvsInterface.$Shape
             */

            /**
             * Constructs a new OvsInterface.
             * @memberof hopscope.v1
             * @classdesc Represents an OvsInterface.
             * @constructor
             * @param {hopscope.v1.OvsInterface.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const OvsInterface = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * OvsInterface ifaceId.
             * @member {string} ifaceId
             * @memberof hopscope.v1.OvsInterface
             * @instance
             */
            OvsInterface.prototype.ifaceId = "";

            /**
             * OvsInterface name.
             * @member {string} name
             * @memberof hopscope.v1.OvsInterface
             * @instance
             */
            OvsInterface.prototype.name = "";

            /**
             * OvsInterface ofport.
             * @member {number} ofport
             * @memberof hopscope.v1.OvsInterface
             * @instance
             */
            OvsInterface.prototype.ofport = 0;

            /**
             * OvsInterface tag.
             * @member {number} tag
             * @memberof hopscope.v1.OvsInterface
             * @instance
             */
            OvsInterface.prototype.tag = 0;

            /**
             * OvsInterface bridge.
             * @member {string} bridge
             * @memberof hopscope.v1.OvsInterface
             * @instance
             */
            OvsInterface.prototype.bridge = "";

            /**
             * OvsInterface error.
             * @member {string} error
             * @memberof hopscope.v1.OvsInterface
             * @instance
             */
            OvsInterface.prototype.error = "";

            /**
             * Creates a new OvsInterface instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.OvsInterface
             * @static
             * @param {hopscope.v1.OvsInterface.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.OvsInterface} OvsInterface instance
             * @type {{
             *   (properties: hopscope.v1.OvsInterface.$Shape): hopscope.v1.OvsInterface & hopscope.v1.OvsInterface.$Shape;
             *   (properties?: hopscope.v1.OvsInterface.$Properties): hopscope.v1.OvsInterface;
             * }}
             */
            OvsInterface.create = function(properties) {
                return new OvsInterface(properties);
            };

            /**
             * Encodes the specified OvsInterface message. Does not implicitly {@link hopscope.v1.OvsInterface.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.OvsInterface
             * @static
             * @param {hopscope.v1.OvsInterface.$Properties} message OvsInterface message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            OvsInterface.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.ifaceId != null && $Object.hasOwnProperty.call(message, "ifaceId") && message.ifaceId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.ifaceId);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message.ofport != null && $Object.hasOwnProperty.call(message, "ofport") && message.ofport !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.ofport);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && message.tag !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.tag);
                if (message.bridge != null && $Object.hasOwnProperty.call(message, "bridge") && message.bridge !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.bridge);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.error);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an OvsInterface message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.OvsInterface
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.OvsInterface & hopscope.v1.OvsInterface.$Shape} OvsInterface
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            OvsInterface.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.OvsInterface();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.ifaceId = value;
                            else
                                delete message.ifaceId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ofport = value;
                            else
                                delete message.ofport;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tag = value;
                            else
                                delete message.tag;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.bridge = value;
                            else
                                delete message.bridge;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.error = value;
                            else
                                delete message.error;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an OvsInterface message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.OvsInterface
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.OvsInterface} OvsInterface
             */
            OvsInterface.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.OvsInterface)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.OvsInterface: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.OvsInterface();
                if (object.ifaceId != null)
                    if (typeof object.ifaceId !== "string" || object.ifaceId.length)
                        message.ifaceId = $String(object.ifaceId);
                if (object.name != null)
                    if (typeof object.name !== "string" || object.name.length)
                        message.name = $String(object.name);
                if (object.ofport != null)
                    if ($Number(object.ofport) !== 0)
                        message.ofport = object.ofport >>> 0;
                if (object.tag != null)
                    if ($Number(object.tag) !== 0)
                        message.tag = object.tag >>> 0;
                if (object.bridge != null)
                    if (typeof object.bridge !== "string" || object.bridge.length)
                        message.bridge = $String(object.bridge);
                if (object.error != null)
                    if (typeof object.error !== "string" || object.error.length)
                        message.error = $String(object.error);
                return message;
            };

            /**
             * Creates a plain object from an OvsInterface message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.OvsInterface
             * @static
             * @param {hopscope.v1.OvsInterface} message OvsInterface
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            OvsInterface.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.ifaceId = "";
                    object.name = "";
                    object.ofport = 0;
                    object.tag = 0;
                    object.bridge = "";
                    object.error = "";
                }
                if (message.ifaceId != null && $Object.hasOwnProperty.call(message, "ifaceId"))
                    object.ifaceId = message.ifaceId;
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    object.name = message.name;
                if (message.ofport != null && $Object.hasOwnProperty.call(message, "ofport"))
                    object.ofport = message.ofport;
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag"))
                    object.tag = message.tag;
                if (message.bridge != null && $Object.hasOwnProperty.call(message, "bridge"))
                    object.bridge = message.bridge;
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    object.error = message.error;
                return object;
            };

            /**
             * Converts this OvsInterface to JSON.
             * @function toJSON
             * @memberof hopscope.v1.OvsInterface
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            OvsInterface.prototype.toJSON = function() {
                return OvsInterface.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for OvsInterface
             * @function getTypeUrl
             * @memberof hopscope.v1.OvsInterface
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            OvsInterface.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.OvsInterface";
            };

            return OvsInterface;
        })();

        v1.Match = (function() {

            /**
             * Properties of a Match.
             * @typedef {Object} hopscope.v1.Match.$Properties
             * @property {string|null} [protocol] Match protocol
             * @property {string|null} [remote] Match remote
             * @property {number|null} [remotePort] Match remotePort
             * @property {Array.<string>|null} [locals] Match locals
             * @property {number|null} [vni] Match vni
             * @property {Array.<string>|null} [arp] Match arp
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Match.
             * @memberof hopscope.v1
             * @interface IMatch
             * @augments hopscope.v1.Match.$Properties
             * @deprecated Use hopscope.v1.Match.$Properties instead.
             */

            /**
             * Shape of a Match.
             * @typedef {hopscope.v1.Match.$Properties} hopscope.v1.Match.$Shape
             */

            /**
             * Constructs a new Match.
             * @memberof hopscope.v1
             * @classdesc Represents a Match.
             * @constructor
             * @param {hopscope.v1.Match.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Match = function (properties) {
                this.locals = [];
                this.arp = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Match protocol.
             * @member {string} protocol
             * @memberof hopscope.v1.Match
             * @instance
             */
            Match.prototype.protocol = "";

            /**
             * Match remote.
             * @member {string} remote
             * @memberof hopscope.v1.Match
             * @instance
             */
            Match.prototype.remote = "";

            /**
             * Match remotePort.
             * @member {number} remotePort
             * @memberof hopscope.v1.Match
             * @instance
             */
            Match.prototype.remotePort = 0;

            /**
             * Match locals.
             * @member {Array.<string>} locals
             * @memberof hopscope.v1.Match
             * @instance
             */
            Match.prototype.locals = $util.emptyArray;

            /**
             * Match vni.
             * @member {number} vni
             * @memberof hopscope.v1.Match
             * @instance
             */
            Match.prototype.vni = 0;

            /**
             * Match arp.
             * @member {Array.<string>} arp
             * @memberof hopscope.v1.Match
             * @instance
             */
            Match.prototype.arp = $util.emptyArray;

            /**
             * Creates a new Match instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Match
             * @static
             * @param {hopscope.v1.Match.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Match} Match instance
             * @type {{
             *   (properties: hopscope.v1.Match.$Shape): hopscope.v1.Match & hopscope.v1.Match.$Shape;
             *   (properties?: hopscope.v1.Match.$Properties): hopscope.v1.Match;
             * }}
             */
            Match.create = function(properties) {
                return new Match(properties);
            };

            /**
             * Encodes the specified Match message. Does not implicitly {@link hopscope.v1.Match.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Match
             * @static
             * @param {hopscope.v1.Match.$Properties} message Match message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Match.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.protocol);
                if (message.remote != null && $Object.hasOwnProperty.call(message, "remote") && message.remote !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.remote);
                if (message.remotePort != null && $Object.hasOwnProperty.call(message, "remotePort") && message.remotePort !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.remotePort);
                if (message.locals != null && message.locals.length)
                    for (let i = 0; i < message.locals.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.locals[i]);
                if (message.vni != null && $Object.hasOwnProperty.call(message, "vni") && message.vni !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.vni);
                if (message.arp != null && message.arp.length)
                    for (let i = 0; i < message.arp.length; ++i)
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.arp[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Match message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Match
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Match & hopscope.v1.Match.$Shape} Match
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Match.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Match();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.protocol = value;
                            else
                                delete message.protocol;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.remote = value;
                            else
                                delete message.remote;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.remotePort = value;
                            else
                                delete message.remotePort;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.locals && message.locals.length))
                                message.locals = [];
                            message.locals.push(reader.stringVerify());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.vni = value;
                            else
                                delete message.vni;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.arp && message.arp.length))
                                message.arp = [];
                            message.arp.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Match message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Match
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Match} Match
             */
            Match.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Match)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Match: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Match();
                if (object.protocol != null)
                    if (typeof object.protocol !== "string" || object.protocol.length)
                        message.protocol = $String(object.protocol);
                if (object.remote != null)
                    if (typeof object.remote !== "string" || object.remote.length)
                        message.remote = $String(object.remote);
                if (object.remotePort != null)
                    if ($Number(object.remotePort) !== 0)
                        message.remotePort = object.remotePort >>> 0;
                if (object.locals) {
                    if (!$Array.isArray(object.locals))
                        throw $TypeError(".hopscope.v1.Match.locals: array expected");
                    message.locals = $Array(object.locals.length);
                    for (let i = 0; i < object.locals.length; ++i)
                        message.locals[i] = $String(object.locals[i]);
                }
                if (object.vni != null)
                    if ($Number(object.vni) !== 0)
                        message.vni = object.vni >>> 0;
                if (object.arp) {
                    if (!$Array.isArray(object.arp))
                        throw $TypeError(".hopscope.v1.Match.arp: array expected");
                    message.arp = $Array(object.arp.length);
                    for (let i = 0; i < object.arp.length; ++i)
                        message.arp[i] = $String(object.arp[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a Match message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Match
             * @static
             * @param {hopscope.v1.Match} message Match
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Match.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.locals = [];
                    object.arp = [];
                }
                if (options.defaults) {
                    object.protocol = "";
                    object.remote = "";
                    object.remotePort = 0;
                    object.vni = 0;
                }
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol"))
                    object.protocol = message.protocol;
                if (message.remote != null && $Object.hasOwnProperty.call(message, "remote"))
                    object.remote = message.remote;
                if (message.remotePort != null && $Object.hasOwnProperty.call(message, "remotePort"))
                    object.remotePort = message.remotePort;
                if (message.locals && message.locals.length) {
                    object.locals = $Array(message.locals.length);
                    for (let j = 0; j < message.locals.length; ++j)
                        object.locals[j] = message.locals[j];
                }
                if (message.vni != null && $Object.hasOwnProperty.call(message, "vni"))
                    object.vni = message.vni;
                if (message.arp && message.arp.length) {
                    object.arp = $Array(message.arp.length);
                    for (let j = 0; j < message.arp.length; ++j)
                        object.arp[j] = message.arp[j];
                }
                return object;
            };

            /**
             * Converts this Match to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Match
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Match.prototype.toJSON = function() {
                return Match.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Match
             * @function getTypeUrl
             * @memberof hopscope.v1.Match
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Match.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Match";
            };

            return Match;
        })();

        v1.CaptureOrder = (function() {

            /**
             * Properties of a CaptureOrder.
             * @typedef {Object} hopscope.v1.CaptureOrder.$Properties
             * @property {number|null} [capture] CaptureOrder capture
             * @property {hopscope.v1.DeviceName.$Properties|null} [device] CaptureOrder device
             * @property {boolean|null} [promiscuous] CaptureOrder promiscuous
             * @property {hopscope.v1.Match.$Properties|null} [match] CaptureOrder match
             * @property {number|null} [snapBytes] CaptureOrder snapBytes
             * @property {number|null} [packetsMax] CaptureOrder packetsMax
             * @property {number|null} [bytesMax] CaptureOrder bytesMax
             * @property {number|null} [rawFrames] CaptureOrder rawFrames
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CaptureOrder.
             * @memberof hopscope.v1
             * @interface ICaptureOrder
             * @augments hopscope.v1.CaptureOrder.$Properties
             * @deprecated Use hopscope.v1.CaptureOrder.$Properties instead.
             */

            /**
             * Shape of a CaptureOrder.
             * @typedef {hopscope.v1.CaptureOrder.$Properties} hopscope.v1.CaptureOrder.$Shape
             */

            /**
             * Constructs a new CaptureOrder.
             * @memberof hopscope.v1
             * @classdesc Represents a CaptureOrder.
             * @constructor
             * @param {hopscope.v1.CaptureOrder.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CaptureOrder = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CaptureOrder capture.
             * @member {number} capture
             * @memberof hopscope.v1.CaptureOrder
             * @instance
             */
            CaptureOrder.prototype.capture = 0;

            /**
             * CaptureOrder device.
             * @member {hopscope.v1.DeviceName.$Properties|null|undefined} device
             * @memberof hopscope.v1.CaptureOrder
             * @instance
             */
            CaptureOrder.prototype.device = null;

            /**
             * CaptureOrder promiscuous.
             * @member {boolean} promiscuous
             * @memberof hopscope.v1.CaptureOrder
             * @instance
             */
            CaptureOrder.prototype.promiscuous = false;

            /**
             * CaptureOrder match.
             * @member {hopscope.v1.Match.$Properties|null|undefined} match
             * @memberof hopscope.v1.CaptureOrder
             * @instance
             */
            CaptureOrder.prototype.match = null;

            /**
             * CaptureOrder snapBytes.
             * @member {number} snapBytes
             * @memberof hopscope.v1.CaptureOrder
             * @instance
             */
            CaptureOrder.prototype.snapBytes = 0;

            /**
             * CaptureOrder packetsMax.
             * @member {number} packetsMax
             * @memberof hopscope.v1.CaptureOrder
             * @instance
             */
            CaptureOrder.prototype.packetsMax = 0;

            /**
             * CaptureOrder bytesMax.
             * @member {number} bytesMax
             * @memberof hopscope.v1.CaptureOrder
             * @instance
             */
            CaptureOrder.prototype.bytesMax = 0;

            /**
             * CaptureOrder rawFrames.
             * @member {number} rawFrames
             * @memberof hopscope.v1.CaptureOrder
             * @instance
             */
            CaptureOrder.prototype.rawFrames = 0;

            /**
             * Creates a new CaptureOrder instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.CaptureOrder
             * @static
             * @param {hopscope.v1.CaptureOrder.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.CaptureOrder} CaptureOrder instance
             * @type {{
             *   (properties: hopscope.v1.CaptureOrder.$Shape): hopscope.v1.CaptureOrder & hopscope.v1.CaptureOrder.$Shape;
             *   (properties?: hopscope.v1.CaptureOrder.$Properties): hopscope.v1.CaptureOrder;
             * }}
             */
            CaptureOrder.create = function(properties) {
                return new CaptureOrder(properties);
            };

            /**
             * Encodes the specified CaptureOrder message. Does not implicitly {@link hopscope.v1.CaptureOrder.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.CaptureOrder
             * @static
             * @param {hopscope.v1.CaptureOrder.$Properties} message CaptureOrder message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CaptureOrder.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture") && message.capture !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.capture);
                if (message.device != null && $Object.hasOwnProperty.call(message, "device"))
                    $root.hopscope.v1.DeviceName.encode(message.device, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.promiscuous != null && $Object.hasOwnProperty.call(message, "promiscuous") && message.promiscuous !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.promiscuous);
                if (message.match != null && $Object.hasOwnProperty.call(message, "match"))
                    $root.hopscope.v1.Match.encode(message.match, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.snapBytes != null && $Object.hasOwnProperty.call(message, "snapBytes") && message.snapBytes !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.snapBytes);
                if (message.packetsMax != null && $Object.hasOwnProperty.call(message, "packetsMax") && message.packetsMax !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.packetsMax);
                if (message.bytesMax != null && $Object.hasOwnProperty.call(message, "bytesMax") && message.bytesMax !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.bytesMax);
                if (message.rawFrames != null && $Object.hasOwnProperty.call(message, "rawFrames") && message.rawFrames !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.rawFrames);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CaptureOrder message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.CaptureOrder
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.CaptureOrder & hopscope.v1.CaptureOrder.$Shape} CaptureOrder
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CaptureOrder.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.CaptureOrder();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.capture = value;
                            else
                                delete message.capture;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.device = $root.hopscope.v1.DeviceName.decode(reader, reader.size(), $undefined, _depth + 1, message.device);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.promiscuous = value;
                            else
                                delete message.promiscuous;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.match = $root.hopscope.v1.Match.decode(reader, reader.size(), $undefined, _depth + 1, message.match);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.snapBytes = value;
                            else
                                delete message.snapBytes;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.packetsMax = value;
                            else
                                delete message.packetsMax;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.bytesMax = value;
                            else
                                delete message.bytesMax;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rawFrames = value;
                            else
                                delete message.rawFrames;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a CaptureOrder message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.CaptureOrder
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.CaptureOrder} CaptureOrder
             */
            CaptureOrder.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.CaptureOrder)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.CaptureOrder: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.CaptureOrder();
                if (object.capture != null)
                    if ($Number(object.capture) !== 0)
                        message.capture = object.capture >>> 0;
                if (object.device != null) {
                    if (!$util.isObject(object.device))
                        throw $TypeError(".hopscope.v1.CaptureOrder.device: object expected");
                    message.device = $root.hopscope.v1.DeviceName.fromObject(object.device, _depth + 1);
                }
                if (object.promiscuous != null)
                    if (object.promiscuous)
                        message.promiscuous = $Boolean(object.promiscuous);
                if (object.match != null) {
                    if (!$util.isObject(object.match))
                        throw $TypeError(".hopscope.v1.CaptureOrder.match: object expected");
                    message.match = $root.hopscope.v1.Match.fromObject(object.match, _depth + 1);
                }
                if (object.snapBytes != null)
                    if ($Number(object.snapBytes) !== 0)
                        message.snapBytes = object.snapBytes >>> 0;
                if (object.packetsMax != null)
                    if ($Number(object.packetsMax) !== 0)
                        message.packetsMax = object.packetsMax >>> 0;
                if (object.bytesMax != null)
                    if ($Number(object.bytesMax) !== 0)
                        message.bytesMax = object.bytesMax >>> 0;
                if (object.rawFrames != null)
                    if ($Number(object.rawFrames) !== 0)
                        message.rawFrames = object.rawFrames >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a CaptureOrder message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.CaptureOrder
             * @static
             * @param {hopscope.v1.CaptureOrder} message CaptureOrder
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            CaptureOrder.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.capture = 0;
                    object.device = null;
                    object.promiscuous = false;
                    object.match = null;
                    object.snapBytes = 0;
                    object.packetsMax = 0;
                    object.bytesMax = 0;
                    object.rawFrames = 0;
                }
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture"))
                    object.capture = message.capture;
                if (message.device != null && $Object.hasOwnProperty.call(message, "device"))
                    object.device = $root.hopscope.v1.DeviceName.toObject(message.device, options, _depth + 1);
                if (message.promiscuous != null && $Object.hasOwnProperty.call(message, "promiscuous"))
                    object.promiscuous = message.promiscuous;
                if (message.match != null && $Object.hasOwnProperty.call(message, "match"))
                    object.match = $root.hopscope.v1.Match.toObject(message.match, options, _depth + 1);
                if (message.snapBytes != null && $Object.hasOwnProperty.call(message, "snapBytes"))
                    object.snapBytes = message.snapBytes;
                if (message.packetsMax != null && $Object.hasOwnProperty.call(message, "packetsMax"))
                    object.packetsMax = message.packetsMax;
                if (message.bytesMax != null && $Object.hasOwnProperty.call(message, "bytesMax"))
                    object.bytesMax = message.bytesMax;
                if (message.rawFrames != null && $Object.hasOwnProperty.call(message, "rawFrames"))
                    object.rawFrames = message.rawFrames;
                return object;
            };

            /**
             * Converts this CaptureOrder to JSON.
             * @function toJSON
             * @memberof hopscope.v1.CaptureOrder
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            CaptureOrder.prototype.toJSON = function() {
                return CaptureOrder.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for CaptureOrder
             * @function getTypeUrl
             * @memberof hopscope.v1.CaptureOrder
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            CaptureOrder.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.CaptureOrder";
            };

            return CaptureOrder;
        })();

        v1.EvidenceOrder = (function() {

            /**
             * Properties of an EvidenceOrder.
             * @typedef {Object} hopscope.v1.EvidenceOrder.$Properties
             * @property {number|null} [evidence] EvidenceOrder evidence
             * @property {string|null} [reader] EvidenceOrder reader
             * @property {string|null} [netns] EvidenceOrder netns
             * @property {Array.<string>|null} [selectors] EvidenceOrder selectors
             * @property {string|null} [phase] EvidenceOrder phase
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EvidenceOrder.
             * @memberof hopscope.v1
             * @interface IEvidenceOrder
             * @augments hopscope.v1.EvidenceOrder.$Properties
             * @deprecated Use hopscope.v1.EvidenceOrder.$Properties instead.
             */

            /**
             * Shape of an EvidenceOrder.
             * @typedef {hopscope.v1.EvidenceOrder.$Properties} hopscope.v1.EvidenceOrder.$Shape
             */

            /**
             * Constructs a new EvidenceOrder.
             * @memberof hopscope.v1
             * @classdesc Represents an EvidenceOrder.
             * @constructor
             * @param {hopscope.v1.EvidenceOrder.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const EvidenceOrder = function (properties) {
                this.selectors = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * EvidenceOrder evidence.
             * @member {number} evidence
             * @memberof hopscope.v1.EvidenceOrder
             * @instance
             */
            EvidenceOrder.prototype.evidence = 0;

            /**
             * EvidenceOrder reader.
             * @member {string} reader
             * @memberof hopscope.v1.EvidenceOrder
             * @instance
             */
            EvidenceOrder.prototype.reader = "";

            /**
             * EvidenceOrder netns.
             * @member {string} netns
             * @memberof hopscope.v1.EvidenceOrder
             * @instance
             */
            EvidenceOrder.prototype.netns = "";

            /**
             * EvidenceOrder selectors.
             * @member {Array.<string>} selectors
             * @memberof hopscope.v1.EvidenceOrder
             * @instance
             */
            EvidenceOrder.prototype.selectors = $util.emptyArray;

            /**
             * EvidenceOrder phase.
             * @member {string} phase
             * @memberof hopscope.v1.EvidenceOrder
             * @instance
             */
            EvidenceOrder.prototype.phase = "";

            /**
             * Creates a new EvidenceOrder instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.EvidenceOrder
             * @static
             * @param {hopscope.v1.EvidenceOrder.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.EvidenceOrder} EvidenceOrder instance
             * @type {{
             *   (properties: hopscope.v1.EvidenceOrder.$Shape): hopscope.v1.EvidenceOrder & hopscope.v1.EvidenceOrder.$Shape;
             *   (properties?: hopscope.v1.EvidenceOrder.$Properties): hopscope.v1.EvidenceOrder;
             * }}
             */
            EvidenceOrder.create = function(properties) {
                return new EvidenceOrder(properties);
            };

            /**
             * Encodes the specified EvidenceOrder message. Does not implicitly {@link hopscope.v1.EvidenceOrder.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.EvidenceOrder
             * @static
             * @param {hopscope.v1.EvidenceOrder.$Properties} message EvidenceOrder message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EvidenceOrder.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence") && message.evidence !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.evidence);
                if (message.reader != null && $Object.hasOwnProperty.call(message, "reader") && message.reader !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.reader);
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns") && message.netns !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.netns);
                if (message.selectors != null && message.selectors.length)
                    for (let i = 0; i < message.selectors.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.selectors[i]);
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.phase);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an EvidenceOrder message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.EvidenceOrder
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.EvidenceOrder & hopscope.v1.EvidenceOrder.$Shape} EvidenceOrder
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            EvidenceOrder.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.EvidenceOrder();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.evidence = value;
                            else
                                delete message.evidence;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reader = value;
                            else
                                delete message.reader;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.netns = value;
                            else
                                delete message.netns;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.selectors && message.selectors.length))
                                message.selectors = [];
                            message.selectors.push(reader.stringVerify());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.phase = value;
                            else
                                delete message.phase;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an EvidenceOrder message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.EvidenceOrder
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.EvidenceOrder} EvidenceOrder
             */
            EvidenceOrder.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.EvidenceOrder)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.EvidenceOrder: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.EvidenceOrder();
                if (object.evidence != null)
                    if ($Number(object.evidence) !== 0)
                        message.evidence = object.evidence >>> 0;
                if (object.reader != null)
                    if (typeof object.reader !== "string" || object.reader.length)
                        message.reader = $String(object.reader);
                if (object.netns != null)
                    if (typeof object.netns !== "string" || object.netns.length)
                        message.netns = $String(object.netns);
                if (object.selectors) {
                    if (!$Array.isArray(object.selectors))
                        throw $TypeError(".hopscope.v1.EvidenceOrder.selectors: array expected");
                    message.selectors = $Array(object.selectors.length);
                    for (let i = 0; i < object.selectors.length; ++i)
                        message.selectors[i] = $String(object.selectors[i]);
                }
                if (object.phase != null)
                    if (typeof object.phase !== "string" || object.phase.length)
                        message.phase = $String(object.phase);
                return message;
            };

            /**
             * Creates a plain object from an EvidenceOrder message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.EvidenceOrder
             * @static
             * @param {hopscope.v1.EvidenceOrder} message EvidenceOrder
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            EvidenceOrder.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.selectors = [];
                if (options.defaults) {
                    object.evidence = 0;
                    object.reader = "";
                    object.netns = "";
                    object.phase = "";
                }
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence"))
                    object.evidence = message.evidence;
                if (message.reader != null && $Object.hasOwnProperty.call(message, "reader"))
                    object.reader = message.reader;
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns"))
                    object.netns = message.netns;
                if (message.selectors && message.selectors.length) {
                    object.selectors = $Array(message.selectors.length);
                    for (let j = 0; j < message.selectors.length; ++j)
                        object.selectors[j] = message.selectors[j];
                }
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase"))
                    object.phase = message.phase;
                return object;
            };

            /**
             * Converts this EvidenceOrder to JSON.
             * @function toJSON
             * @memberof hopscope.v1.EvidenceOrder
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            EvidenceOrder.prototype.toJSON = function() {
                return EvidenceOrder.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for EvidenceOrder
             * @function getTypeUrl
             * @memberof hopscope.v1.EvidenceOrder
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            EvidenceOrder.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.EvidenceOrder";
            };

            return EvidenceOrder;
        })();

        v1.ConntrackWatch = (function() {

            /**
             * Properties of a ConntrackWatch.
             * @typedef {Object} hopscope.v1.ConntrackWatch.$Properties
             * @property {string|null} [netns] ConntrackWatch netns
             * @property {Array.<string>|null} [addresses] ConntrackWatch addresses
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConntrackWatch.
             * @memberof hopscope.v1
             * @interface IConntrackWatch
             * @augments hopscope.v1.ConntrackWatch.$Properties
             * @deprecated Use hopscope.v1.ConntrackWatch.$Properties instead.
             */

            /**
             * Shape of a ConntrackWatch.
             * @typedef {hopscope.v1.ConntrackWatch.$Properties} hopscope.v1.ConntrackWatch.$Shape
             */

            /**
             * Constructs a new ConntrackWatch.
             * @memberof hopscope.v1
             * @classdesc Represents a ConntrackWatch.
             * @constructor
             * @param {hopscope.v1.ConntrackWatch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConntrackWatch = function (properties) {
                this.addresses = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConntrackWatch netns.
             * @member {string} netns
             * @memberof hopscope.v1.ConntrackWatch
             * @instance
             */
            ConntrackWatch.prototype.netns = "";

            /**
             * ConntrackWatch addresses.
             * @member {Array.<string>} addresses
             * @memberof hopscope.v1.ConntrackWatch
             * @instance
             */
            ConntrackWatch.prototype.addresses = $util.emptyArray;

            /**
             * Creates a new ConntrackWatch instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ConntrackWatch
             * @static
             * @param {hopscope.v1.ConntrackWatch.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ConntrackWatch} ConntrackWatch instance
             * @type {{
             *   (properties: hopscope.v1.ConntrackWatch.$Shape): hopscope.v1.ConntrackWatch & hopscope.v1.ConntrackWatch.$Shape;
             *   (properties?: hopscope.v1.ConntrackWatch.$Properties): hopscope.v1.ConntrackWatch;
             * }}
             */
            ConntrackWatch.create = function(properties) {
                return new ConntrackWatch(properties);
            };

            /**
             * Encodes the specified ConntrackWatch message. Does not implicitly {@link hopscope.v1.ConntrackWatch.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ConntrackWatch
             * @static
             * @param {hopscope.v1.ConntrackWatch.$Properties} message ConntrackWatch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConntrackWatch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns") && message.netns !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.netns);
                if (message.addresses != null && message.addresses.length)
                    for (let i = 0; i < message.addresses.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.addresses[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConntrackWatch message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ConntrackWatch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ConntrackWatch & hopscope.v1.ConntrackWatch.$Shape} ConntrackWatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConntrackWatch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ConntrackWatch();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.netns = value;
                            else
                                delete message.netns;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.addresses && message.addresses.length))
                                message.addresses = [];
                            message.addresses.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConntrackWatch message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ConntrackWatch
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ConntrackWatch} ConntrackWatch
             */
            ConntrackWatch.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ConntrackWatch)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ConntrackWatch: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ConntrackWatch();
                if (object.netns != null)
                    if (typeof object.netns !== "string" || object.netns.length)
                        message.netns = $String(object.netns);
                if (object.addresses) {
                    if (!$Array.isArray(object.addresses))
                        throw $TypeError(".hopscope.v1.ConntrackWatch.addresses: array expected");
                    message.addresses = $Array(object.addresses.length);
                    for (let i = 0; i < object.addresses.length; ++i)
                        message.addresses[i] = $String(object.addresses[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a ConntrackWatch message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ConntrackWatch
             * @static
             * @param {hopscope.v1.ConntrackWatch} message ConntrackWatch
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConntrackWatch.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.addresses = [];
                if (options.defaults)
                    object.netns = "";
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns"))
                    object.netns = message.netns;
                if (message.addresses && message.addresses.length) {
                    object.addresses = $Array(message.addresses.length);
                    for (let j = 0; j < message.addresses.length; ++j)
                        object.addresses[j] = message.addresses[j];
                }
                return object;
            };

            /**
             * Converts this ConntrackWatch to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ConntrackWatch
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConntrackWatch.prototype.toJSON = function() {
                return ConntrackWatch.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ConntrackWatch
             * @function getTypeUrl
             * @memberof hopscope.v1.ConntrackWatch
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ConntrackWatch.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ConntrackWatch";
            };

            return ConntrackWatch;
        })();

        v1.ArmRequest = (function() {

            /**
             * Properties of an ArmRequest.
             * @typedef {Object} hopscope.v1.ArmRequest.$Properties
             * @property {string|null} [trace] ArmRequest trace
             * @property {string|null} [order] ArmRequest order
             * @property {number|null} [leaseMs] ArmRequest leaseMs
             * @property {number|null} [durationMaxMs] ArmRequest durationMaxMs
             * @property {Array.<hopscope.v1.CaptureOrder.$Properties>|null} [captures] ArmRequest captures
             * @property {Array.<hopscope.v1.EvidenceOrder.$Properties>|null} [evidence] ArmRequest evidence
             * @property {Array.<hopscope.v1.ConntrackWatch.$Properties>|null} [conntrack] ArmRequest conntrack
             * @property {number|null} [sampleShift] ArmRequest sampleShift
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ArmRequest.
             * @memberof hopscope.v1
             * @interface IArmRequest
             * @augments hopscope.v1.ArmRequest.$Properties
             * @deprecated Use hopscope.v1.ArmRequest.$Properties instead.
             */

            /**
             * Shape of an ArmRequest.
             * @typedef {hopscope.v1.ArmRequest.$Properties} hopscope.v1.ArmRequest.$Shape
             */

            /**
             * Constructs a new ArmRequest.
             * @memberof hopscope.v1
             * @classdesc Represents an ArmRequest.
             * @constructor
             * @param {hopscope.v1.ArmRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ArmRequest = function (properties) {
                this.captures = [];
                this.evidence = [];
                this.conntrack = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ArmRequest trace.
             * @member {string} trace
             * @memberof hopscope.v1.ArmRequest
             * @instance
             */
            ArmRequest.prototype.trace = "";

            /**
             * ArmRequest order.
             * @member {string} order
             * @memberof hopscope.v1.ArmRequest
             * @instance
             */
            ArmRequest.prototype.order = "";

            /**
             * ArmRequest leaseMs.
             * @member {number} leaseMs
             * @memberof hopscope.v1.ArmRequest
             * @instance
             */
            ArmRequest.prototype.leaseMs = 0;

            /**
             * ArmRequest durationMaxMs.
             * @member {number} durationMaxMs
             * @memberof hopscope.v1.ArmRequest
             * @instance
             */
            ArmRequest.prototype.durationMaxMs = 0;

            /**
             * ArmRequest captures.
             * @member {Array.<hopscope.v1.CaptureOrder.$Properties>} captures
             * @memberof hopscope.v1.ArmRequest
             * @instance
             */
            ArmRequest.prototype.captures = $util.emptyArray;

            /**
             * ArmRequest evidence.
             * @member {Array.<hopscope.v1.EvidenceOrder.$Properties>} evidence
             * @memberof hopscope.v1.ArmRequest
             * @instance
             */
            ArmRequest.prototype.evidence = $util.emptyArray;

            /**
             * ArmRequest conntrack.
             * @member {Array.<hopscope.v1.ConntrackWatch.$Properties>} conntrack
             * @memberof hopscope.v1.ArmRequest
             * @instance
             */
            ArmRequest.prototype.conntrack = $util.emptyArray;

            /**
             * ArmRequest sampleShift.
             * @member {number} sampleShift
             * @memberof hopscope.v1.ArmRequest
             * @instance
             */
            ArmRequest.prototype.sampleShift = 0;

            /**
             * Creates a new ArmRequest instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ArmRequest
             * @static
             * @param {hopscope.v1.ArmRequest.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ArmRequest} ArmRequest instance
             * @type {{
             *   (properties: hopscope.v1.ArmRequest.$Shape): hopscope.v1.ArmRequest & hopscope.v1.ArmRequest.$Shape;
             *   (properties?: hopscope.v1.ArmRequest.$Properties): hopscope.v1.ArmRequest;
             * }}
             */
            ArmRequest.create = function(properties) {
                return new ArmRequest(properties);
            };

            /**
             * Encodes the specified ArmRequest message. Does not implicitly {@link hopscope.v1.ArmRequest.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ArmRequest
             * @static
             * @param {hopscope.v1.ArmRequest.$Properties} message ArmRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ArmRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace") && message.trace !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.trace);
                if (message.order != null && $Object.hasOwnProperty.call(message, "order") && message.order !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.order);
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs") && message.leaseMs !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.leaseMs);
                if (message.durationMaxMs != null && $Object.hasOwnProperty.call(message, "durationMaxMs") && message.durationMaxMs !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.durationMaxMs);
                if (message.captures != null && message.captures.length)
                    for (let i = 0; i < message.captures.length; ++i)
                        $root.hopscope.v1.CaptureOrder.encode(message.captures[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.evidence != null && message.evidence.length)
                    for (let i = 0; i < message.evidence.length; ++i)
                        $root.hopscope.v1.EvidenceOrder.encode(message.evidence[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.conntrack != null && message.conntrack.length)
                    for (let i = 0; i < message.conntrack.length; ++i)
                        $root.hopscope.v1.ConntrackWatch.encode(message.conntrack[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift") && message.sampleShift !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.sampleShift);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ArmRequest message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ArmRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ArmRequest & hopscope.v1.ArmRequest.$Shape} ArmRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ArmRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ArmRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.trace = value;
                            else
                                delete message.trace;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.order = value;
                            else
                                delete message.order;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaseMs = value;
                            else
                                delete message.leaseMs;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.durationMaxMs = value;
                            else
                                delete message.durationMaxMs;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.captures && message.captures.length))
                                message.captures = [];
                            message.captures.push($root.hopscope.v1.CaptureOrder.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.evidence && message.evidence.length))
                                message.evidence = [];
                            message.evidence.push($root.hopscope.v1.EvidenceOrder.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.conntrack && message.conntrack.length))
                                message.conntrack = [];
                            message.conntrack.push($root.hopscope.v1.ConntrackWatch.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sampleShift = value;
                            else
                                delete message.sampleShift;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an ArmRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ArmRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ArmRequest} ArmRequest
             */
            ArmRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ArmRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ArmRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ArmRequest();
                if (object.trace != null)
                    if (typeof object.trace !== "string" || object.trace.length)
                        message.trace = $String(object.trace);
                if (object.order != null)
                    if (typeof object.order !== "string" || object.order.length)
                        message.order = $String(object.order);
                if (object.leaseMs != null)
                    if ($Number(object.leaseMs) !== 0)
                        message.leaseMs = object.leaseMs >>> 0;
                if (object.durationMaxMs != null)
                    if ($Number(object.durationMaxMs) !== 0)
                        message.durationMaxMs = object.durationMaxMs >>> 0;
                if (object.captures) {
                    if (!$Array.isArray(object.captures))
                        throw $TypeError(".hopscope.v1.ArmRequest.captures: array expected");
                    message.captures = $Array(object.captures.length);
                    for (let i = 0; i < object.captures.length; ++i) {
                        if (!$util.isObject(object.captures[i]))
                            throw $TypeError(".hopscope.v1.ArmRequest.captures: object expected");
                        message.captures[i] = $root.hopscope.v1.CaptureOrder.fromObject(object.captures[i], _depth + 1);
                    }
                }
                if (object.evidence) {
                    if (!$Array.isArray(object.evidence))
                        throw $TypeError(".hopscope.v1.ArmRequest.evidence: array expected");
                    message.evidence = $Array(object.evidence.length);
                    for (let i = 0; i < object.evidence.length; ++i) {
                        if (!$util.isObject(object.evidence[i]))
                            throw $TypeError(".hopscope.v1.ArmRequest.evidence: object expected");
                        message.evidence[i] = $root.hopscope.v1.EvidenceOrder.fromObject(object.evidence[i], _depth + 1);
                    }
                }
                if (object.conntrack) {
                    if (!$Array.isArray(object.conntrack))
                        throw $TypeError(".hopscope.v1.ArmRequest.conntrack: array expected");
                    message.conntrack = $Array(object.conntrack.length);
                    for (let i = 0; i < object.conntrack.length; ++i) {
                        if (!$util.isObject(object.conntrack[i]))
                            throw $TypeError(".hopscope.v1.ArmRequest.conntrack: object expected");
                        message.conntrack[i] = $root.hopscope.v1.ConntrackWatch.fromObject(object.conntrack[i], _depth + 1);
                    }
                }
                if (object.sampleShift != null)
                    if ($Number(object.sampleShift) !== 0)
                        message.sampleShift = object.sampleShift >>> 0;
                return message;
            };

            /**
             * Creates a plain object from an ArmRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ArmRequest
             * @static
             * @param {hopscope.v1.ArmRequest} message ArmRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ArmRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.captures = [];
                    object.evidence = [];
                    object.conntrack = [];
                }
                if (options.defaults) {
                    object.trace = "";
                    object.order = "";
                    object.leaseMs = 0;
                    object.durationMaxMs = 0;
                    object.sampleShift = 0;
                }
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace"))
                    object.trace = message.trace;
                if (message.order != null && $Object.hasOwnProperty.call(message, "order"))
                    object.order = message.order;
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs"))
                    object.leaseMs = message.leaseMs;
                if (message.durationMaxMs != null && $Object.hasOwnProperty.call(message, "durationMaxMs"))
                    object.durationMaxMs = message.durationMaxMs;
                if (message.captures && message.captures.length) {
                    object.captures = $Array(message.captures.length);
                    for (let j = 0; j < message.captures.length; ++j)
                        object.captures[j] = $root.hopscope.v1.CaptureOrder.toObject(message.captures[j], options, _depth + 1);
                }
                if (message.evidence && message.evidence.length) {
                    object.evidence = $Array(message.evidence.length);
                    for (let j = 0; j < message.evidence.length; ++j)
                        object.evidence[j] = $root.hopscope.v1.EvidenceOrder.toObject(message.evidence[j], options, _depth + 1);
                }
                if (message.conntrack && message.conntrack.length) {
                    object.conntrack = $Array(message.conntrack.length);
                    for (let j = 0; j < message.conntrack.length; ++j)
                        object.conntrack[j] = $root.hopscope.v1.ConntrackWatch.toObject(message.conntrack[j], options, _depth + 1);
                }
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift"))
                    object.sampleShift = message.sampleShift;
                return object;
            };

            /**
             * Converts this ArmRequest to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ArmRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ArmRequest.prototype.toJSON = function() {
                return ArmRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ArmRequest
             * @function getTypeUrl
             * @memberof hopscope.v1.ArmRequest
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ArmRequest.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ArmRequest";
            };

            return ArmRequest;
        })();

        v1.ArmedCapture = (function() {

            /**
             * Properties of an ArmedCapture.
             * @typedef {Object} hopscope.v1.ArmedCapture.$Properties
             * @property {number|null} [capture] ArmedCapture capture
             * @property {hopscope.v1.Failure.$Properties|null} [failure] ArmedCapture failure
             * @property {number|null} [ifindex] ArmedCapture ifindex
             * @property {number|null} [netnsInode] ArmedCapture netnsInode
             * @property {string|null} [filter] ArmedCapture filter
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ArmedCapture.
             * @memberof hopscope.v1
             * @interface IArmedCapture
             * @augments hopscope.v1.ArmedCapture.$Properties
             * @deprecated Use hopscope.v1.ArmedCapture.$Properties instead.
             */

            /**
             * Shape of an ArmedCapture.
             * @typedef {hopscope.v1.ArmedCapture.$Properties} hopscope.v1.ArmedCapture.$Shape
             */

            /**
             * Constructs a new ArmedCapture.
             * @memberof hopscope.v1
             * @classdesc Represents an ArmedCapture.
             * @constructor
             * @param {hopscope.v1.ArmedCapture.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ArmedCapture = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ArmedCapture capture.
             * @member {number} capture
             * @memberof hopscope.v1.ArmedCapture
             * @instance
             */
            ArmedCapture.prototype.capture = 0;

            /**
             * ArmedCapture failure.
             * @member {hopscope.v1.Failure.$Properties|null|undefined} failure
             * @memberof hopscope.v1.ArmedCapture
             * @instance
             */
            ArmedCapture.prototype.failure = null;

            /**
             * ArmedCapture ifindex.
             * @member {number} ifindex
             * @memberof hopscope.v1.ArmedCapture
             * @instance
             */
            ArmedCapture.prototype.ifindex = 0;

            /**
             * ArmedCapture netnsInode.
             * @member {number} netnsInode
             * @memberof hopscope.v1.ArmedCapture
             * @instance
             */
            ArmedCapture.prototype.netnsInode = 0;

            /**
             * ArmedCapture filter.
             * @member {string} filter
             * @memberof hopscope.v1.ArmedCapture
             * @instance
             */
            ArmedCapture.prototype.filter = "";

            /**
             * Creates a new ArmedCapture instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ArmedCapture
             * @static
             * @param {hopscope.v1.ArmedCapture.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ArmedCapture} ArmedCapture instance
             * @type {{
             *   (properties: hopscope.v1.ArmedCapture.$Shape): hopscope.v1.ArmedCapture & hopscope.v1.ArmedCapture.$Shape;
             *   (properties?: hopscope.v1.ArmedCapture.$Properties): hopscope.v1.ArmedCapture;
             * }}
             */
            ArmedCapture.create = function(properties) {
                return new ArmedCapture(properties);
            };

            /**
             * Encodes the specified ArmedCapture message. Does not implicitly {@link hopscope.v1.ArmedCapture.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ArmedCapture
             * @static
             * @param {hopscope.v1.ArmedCapture.$Properties} message ArmedCapture message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ArmedCapture.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture") && message.capture !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.capture);
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.hopscope.v1.Failure.encode(message.failure, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.ifindex != null && $Object.hasOwnProperty.call(message, "ifindex") && message.ifindex !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.ifindex);
                if (message.netnsInode != null && $Object.hasOwnProperty.call(message, "netnsInode") && message.netnsInode !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.netnsInode);
                if (message.filter != null && $Object.hasOwnProperty.call(message, "filter") && message.filter !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.filter);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ArmedCapture message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ArmedCapture
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ArmedCapture & hopscope.v1.ArmedCapture.$Shape} ArmedCapture
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ArmedCapture.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ArmedCapture();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.capture = value;
                            else
                                delete message.capture;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hopscope.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ifindex = value;
                            else
                                delete message.ifindex;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.netnsInode = value;
                            else
                                delete message.netnsInode;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.filter = value;
                            else
                                delete message.filter;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an ArmedCapture message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ArmedCapture
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ArmedCapture} ArmedCapture
             */
            ArmedCapture.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ArmedCapture)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ArmedCapture: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ArmedCapture();
                if (object.capture != null)
                    if ($Number(object.capture) !== 0)
                        message.capture = object.capture >>> 0;
                if (object.failure != null) {
                    if (!$util.isObject(object.failure))
                        throw $TypeError(".hopscope.v1.ArmedCapture.failure: object expected");
                    message.failure = $root.hopscope.v1.Failure.fromObject(object.failure, _depth + 1);
                }
                if (object.ifindex != null)
                    if ($Number(object.ifindex) !== 0)
                        message.ifindex = object.ifindex >>> 0;
                if (object.netnsInode != null)
                    if ($Number(object.netnsInode) !== 0)
                        message.netnsInode = object.netnsInode >>> 0;
                if (object.filter != null)
                    if (typeof object.filter !== "string" || object.filter.length)
                        message.filter = $String(object.filter);
                return message;
            };

            /**
             * Creates a plain object from an ArmedCapture message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ArmedCapture
             * @static
             * @param {hopscope.v1.ArmedCapture} message ArmedCapture
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ArmedCapture.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.capture = 0;
                    object.failure = null;
                    object.ifindex = 0;
                    object.netnsInode = 0;
                    object.filter = "";
                }
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture"))
                    object.capture = message.capture;
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = $root.hopscope.v1.Failure.toObject(message.failure, options, _depth + 1);
                if (message.ifindex != null && $Object.hasOwnProperty.call(message, "ifindex"))
                    object.ifindex = message.ifindex;
                if (message.netnsInode != null && $Object.hasOwnProperty.call(message, "netnsInode"))
                    object.netnsInode = message.netnsInode;
                if (message.filter != null && $Object.hasOwnProperty.call(message, "filter"))
                    object.filter = message.filter;
                return object;
            };

            /**
             * Converts this ArmedCapture to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ArmedCapture
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ArmedCapture.prototype.toJSON = function() {
                return ArmedCapture.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ArmedCapture
             * @function getTypeUrl
             * @memberof hopscope.v1.ArmedCapture
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ArmedCapture.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ArmedCapture";
            };

            return ArmedCapture;
        })();

        v1.ArmResponse = (function() {

            /**
             * Properties of an ArmResponse.
             * @typedef {Object} hopscope.v1.ArmResponse.$Properties
             * @property {hopscope.v1.Failure.$Properties|null} [failure] ArmResponse failure
             * @property {Array.<hopscope.v1.ArmedCapture.$Properties>|null} [captures] ArmResponse captures
             * @property {hopscope.v1.Time.$Properties|null} [armedAt] ArmResponse armedAt
             * @property {number|null} [evidenceCount] ArmResponse evidenceCount
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ArmResponse.
             * @memberof hopscope.v1
             * @interface IArmResponse
             * @augments hopscope.v1.ArmResponse.$Properties
             * @deprecated Use hopscope.v1.ArmResponse.$Properties instead.
             */

            /**
             * Shape of an ArmResponse.
             * @typedef {hopscope.v1.ArmResponse.$Properties} hopscope.v1.ArmResponse.$Shape
             */

            /**
             * Constructs a new ArmResponse.
             * @memberof hopscope.v1
             * @classdesc Represents an ArmResponse.
             * @constructor
             * @param {hopscope.v1.ArmResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ArmResponse = function (properties) {
                this.captures = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ArmResponse failure.
             * @member {hopscope.v1.Failure.$Properties|null|undefined} failure
             * @memberof hopscope.v1.ArmResponse
             * @instance
             */
            ArmResponse.prototype.failure = null;

            /**
             * ArmResponse captures.
             * @member {Array.<hopscope.v1.ArmedCapture.$Properties>} captures
             * @memberof hopscope.v1.ArmResponse
             * @instance
             */
            ArmResponse.prototype.captures = $util.emptyArray;

            /**
             * ArmResponse armedAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} armedAt
             * @memberof hopscope.v1.ArmResponse
             * @instance
             */
            ArmResponse.prototype.armedAt = null;

            /**
             * ArmResponse evidenceCount.
             * @member {number} evidenceCount
             * @memberof hopscope.v1.ArmResponse
             * @instance
             */
            ArmResponse.prototype.evidenceCount = 0;

            /**
             * Creates a new ArmResponse instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ArmResponse
             * @static
             * @param {hopscope.v1.ArmResponse.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ArmResponse} ArmResponse instance
             * @type {{
             *   (properties: hopscope.v1.ArmResponse.$Shape): hopscope.v1.ArmResponse & hopscope.v1.ArmResponse.$Shape;
             *   (properties?: hopscope.v1.ArmResponse.$Properties): hopscope.v1.ArmResponse;
             * }}
             */
            ArmResponse.create = function(properties) {
                return new ArmResponse(properties);
            };

            /**
             * Encodes the specified ArmResponse message. Does not implicitly {@link hopscope.v1.ArmResponse.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ArmResponse
             * @static
             * @param {hopscope.v1.ArmResponse.$Properties} message ArmResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ArmResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.hopscope.v1.Failure.encode(message.failure, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.captures != null && message.captures.length)
                    for (let i = 0; i < message.captures.length; ++i)
                        $root.hopscope.v1.ArmedCapture.encode(message.captures[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.armedAt != null && $Object.hasOwnProperty.call(message, "armedAt"))
                    $root.hopscope.v1.Time.encode(message.armedAt, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.evidenceCount != null && $Object.hasOwnProperty.call(message, "evidenceCount") && message.evidenceCount !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.evidenceCount);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ArmResponse message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ArmResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ArmResponse & hopscope.v1.ArmResponse.$Shape} ArmResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ArmResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ArmResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hopscope.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.captures && message.captures.length))
                                message.captures = [];
                            message.captures.push($root.hopscope.v1.ArmedCapture.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.armedAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.armedAt);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.evidenceCount = value;
                            else
                                delete message.evidenceCount;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an ArmResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ArmResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ArmResponse} ArmResponse
             */
            ArmResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ArmResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ArmResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ArmResponse();
                if (object.failure != null) {
                    if (!$util.isObject(object.failure))
                        throw $TypeError(".hopscope.v1.ArmResponse.failure: object expected");
                    message.failure = $root.hopscope.v1.Failure.fromObject(object.failure, _depth + 1);
                }
                if (object.captures) {
                    if (!$Array.isArray(object.captures))
                        throw $TypeError(".hopscope.v1.ArmResponse.captures: array expected");
                    message.captures = $Array(object.captures.length);
                    for (let i = 0; i < object.captures.length; ++i) {
                        if (!$util.isObject(object.captures[i]))
                            throw $TypeError(".hopscope.v1.ArmResponse.captures: object expected");
                        message.captures[i] = $root.hopscope.v1.ArmedCapture.fromObject(object.captures[i], _depth + 1);
                    }
                }
                if (object.armedAt != null) {
                    if (!$util.isObject(object.armedAt))
                        throw $TypeError(".hopscope.v1.ArmResponse.armedAt: object expected");
                    message.armedAt = $root.hopscope.v1.Time.fromObject(object.armedAt, _depth + 1);
                }
                if (object.evidenceCount != null)
                    if ($Number(object.evidenceCount) !== 0)
                        message.evidenceCount = object.evidenceCount >>> 0;
                return message;
            };

            /**
             * Creates a plain object from an ArmResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ArmResponse
             * @static
             * @param {hopscope.v1.ArmResponse} message ArmResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ArmResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.captures = [];
                if (options.defaults) {
                    object.failure = null;
                    object.armedAt = null;
                    object.evidenceCount = 0;
                }
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = $root.hopscope.v1.Failure.toObject(message.failure, options, _depth + 1);
                if (message.captures && message.captures.length) {
                    object.captures = $Array(message.captures.length);
                    for (let j = 0; j < message.captures.length; ++j)
                        object.captures[j] = $root.hopscope.v1.ArmedCapture.toObject(message.captures[j], options, _depth + 1);
                }
                if (message.armedAt != null && $Object.hasOwnProperty.call(message, "armedAt"))
                    object.armedAt = $root.hopscope.v1.Time.toObject(message.armedAt, options, _depth + 1);
                if (message.evidenceCount != null && $Object.hasOwnProperty.call(message, "evidenceCount"))
                    object.evidenceCount = message.evidenceCount;
                return object;
            };

            /**
             * Converts this ArmResponse to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ArmResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ArmResponse.prototype.toJSON = function() {
                return ArmResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ArmResponse
             * @function getTypeUrl
             * @memberof hopscope.v1.ArmResponse
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ArmResponse.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ArmResponse";
            };

            return ArmResponse;
        })();

        v1.RenewRequest = (function() {

            /**
             * Properties of a RenewRequest.
             * @typedef {Object} hopscope.v1.RenewRequest.$Properties
             * @property {string|null} [trace] RenewRequest trace
             * @property {string|null} [order] RenewRequest order
             * @property {number|null} [leaseMs] RenewRequest leaseMs
             * @property {number|null} [sampleShift] RenewRequest sampleShift
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RenewRequest.
             * @memberof hopscope.v1
             * @interface IRenewRequest
             * @augments hopscope.v1.RenewRequest.$Properties
             * @deprecated Use hopscope.v1.RenewRequest.$Properties instead.
             */

            /**
             * Shape of a RenewRequest.
             * @typedef {hopscope.v1.RenewRequest.$Properties} hopscope.v1.RenewRequest.$Shape
             */

            /**
             * Constructs a new RenewRequest.
             * @memberof hopscope.v1
             * @classdesc Represents a RenewRequest.
             * @constructor
             * @param {hopscope.v1.RenewRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RenewRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RenewRequest trace.
             * @member {string} trace
             * @memberof hopscope.v1.RenewRequest
             * @instance
             */
            RenewRequest.prototype.trace = "";

            /**
             * RenewRequest order.
             * @member {string} order
             * @memberof hopscope.v1.RenewRequest
             * @instance
             */
            RenewRequest.prototype.order = "";

            /**
             * RenewRequest leaseMs.
             * @member {number} leaseMs
             * @memberof hopscope.v1.RenewRequest
             * @instance
             */
            RenewRequest.prototype.leaseMs = 0;

            /**
             * RenewRequest sampleShift.
             * @member {number} sampleShift
             * @memberof hopscope.v1.RenewRequest
             * @instance
             */
            RenewRequest.prototype.sampleShift = 0;

            /**
             * Creates a new RenewRequest instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.RenewRequest
             * @static
             * @param {hopscope.v1.RenewRequest.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.RenewRequest} RenewRequest instance
             * @type {{
             *   (properties: hopscope.v1.RenewRequest.$Shape): hopscope.v1.RenewRequest & hopscope.v1.RenewRequest.$Shape;
             *   (properties?: hopscope.v1.RenewRequest.$Properties): hopscope.v1.RenewRequest;
             * }}
             */
            RenewRequest.create = function(properties) {
                return new RenewRequest(properties);
            };

            /**
             * Encodes the specified RenewRequest message. Does not implicitly {@link hopscope.v1.RenewRequest.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.RenewRequest
             * @static
             * @param {hopscope.v1.RenewRequest.$Properties} message RenewRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RenewRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace") && message.trace !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.trace);
                if (message.order != null && $Object.hasOwnProperty.call(message, "order") && message.order !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.order);
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs") && message.leaseMs !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.leaseMs);
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift") && message.sampleShift !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.sampleShift);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RenewRequest message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.RenewRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.RenewRequest & hopscope.v1.RenewRequest.$Shape} RenewRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RenewRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.RenewRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.trace = value;
                            else
                                delete message.trace;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.order = value;
                            else
                                delete message.order;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaseMs = value;
                            else
                                delete message.leaseMs;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sampleShift = value;
                            else
                                delete message.sampleShift;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a RenewRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.RenewRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.RenewRequest} RenewRequest
             */
            RenewRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.RenewRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.RenewRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.RenewRequest();
                if (object.trace != null)
                    if (typeof object.trace !== "string" || object.trace.length)
                        message.trace = $String(object.trace);
                if (object.order != null)
                    if (typeof object.order !== "string" || object.order.length)
                        message.order = $String(object.order);
                if (object.leaseMs != null)
                    if ($Number(object.leaseMs) !== 0)
                        message.leaseMs = object.leaseMs >>> 0;
                if (object.sampleShift != null)
                    if ($Number(object.sampleShift) !== 0)
                        message.sampleShift = object.sampleShift >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a RenewRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.RenewRequest
             * @static
             * @param {hopscope.v1.RenewRequest} message RenewRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            RenewRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.trace = "";
                    object.order = "";
                    object.leaseMs = 0;
                    object.sampleShift = 0;
                }
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace"))
                    object.trace = message.trace;
                if (message.order != null && $Object.hasOwnProperty.call(message, "order"))
                    object.order = message.order;
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs"))
                    object.leaseMs = message.leaseMs;
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift"))
                    object.sampleShift = message.sampleShift;
                return object;
            };

            /**
             * Converts this RenewRequest to JSON.
             * @function toJSON
             * @memberof hopscope.v1.RenewRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            RenewRequest.prototype.toJSON = function() {
                return RenewRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for RenewRequest
             * @function getTypeUrl
             * @memberof hopscope.v1.RenewRequest
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            RenewRequest.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.RenewRequest";
            };

            return RenewRequest;
        })();

        v1.RenewResponse = (function() {

            /**
             * Properties of a RenewResponse.
             * @typedef {Object} hopscope.v1.RenewResponse.$Properties
             * @property {hopscope.v1.Failure.$Properties|null} [failure] RenewResponse failure
             * @property {number|null} [remainingMs] RenewResponse remainingMs
             * @property {number|null} [sampleShift] RenewResponse sampleShift
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RenewResponse.
             * @memberof hopscope.v1
             * @interface IRenewResponse
             * @augments hopscope.v1.RenewResponse.$Properties
             * @deprecated Use hopscope.v1.RenewResponse.$Properties instead.
             */

            /**
             * Shape of a RenewResponse.
             * @typedef {hopscope.v1.RenewResponse.$Properties} hopscope.v1.RenewResponse.$Shape
             */

            /**
             * Constructs a new RenewResponse.
             * @memberof hopscope.v1
             * @classdesc Represents a RenewResponse.
             * @constructor
             * @param {hopscope.v1.RenewResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RenewResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RenewResponse failure.
             * @member {hopscope.v1.Failure.$Properties|null|undefined} failure
             * @memberof hopscope.v1.RenewResponse
             * @instance
             */
            RenewResponse.prototype.failure = null;

            /**
             * RenewResponse remainingMs.
             * @member {number} remainingMs
             * @memberof hopscope.v1.RenewResponse
             * @instance
             */
            RenewResponse.prototype.remainingMs = 0;

            /**
             * RenewResponse sampleShift.
             * @member {number} sampleShift
             * @memberof hopscope.v1.RenewResponse
             * @instance
             */
            RenewResponse.prototype.sampleShift = 0;

            /**
             * Creates a new RenewResponse instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.RenewResponse
             * @static
             * @param {hopscope.v1.RenewResponse.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.RenewResponse} RenewResponse instance
             * @type {{
             *   (properties: hopscope.v1.RenewResponse.$Shape): hopscope.v1.RenewResponse & hopscope.v1.RenewResponse.$Shape;
             *   (properties?: hopscope.v1.RenewResponse.$Properties): hopscope.v1.RenewResponse;
             * }}
             */
            RenewResponse.create = function(properties) {
                return new RenewResponse(properties);
            };

            /**
             * Encodes the specified RenewResponse message. Does not implicitly {@link hopscope.v1.RenewResponse.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.RenewResponse
             * @static
             * @param {hopscope.v1.RenewResponse.$Properties} message RenewResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RenewResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.hopscope.v1.Failure.encode(message.failure, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.remainingMs != null && $Object.hasOwnProperty.call(message, "remainingMs") && message.remainingMs !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.remainingMs);
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift") && message.sampleShift !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.sampleShift);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RenewResponse message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.RenewResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.RenewResponse & hopscope.v1.RenewResponse.$Shape} RenewResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RenewResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.RenewResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hopscope.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.remainingMs = value;
                            else
                                delete message.remainingMs;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sampleShift = value;
                            else
                                delete message.sampleShift;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a RenewResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.RenewResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.RenewResponse} RenewResponse
             */
            RenewResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.RenewResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.RenewResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.RenewResponse();
                if (object.failure != null) {
                    if (!$util.isObject(object.failure))
                        throw $TypeError(".hopscope.v1.RenewResponse.failure: object expected");
                    message.failure = $root.hopscope.v1.Failure.fromObject(object.failure, _depth + 1);
                }
                if (object.remainingMs != null)
                    if ($Number(object.remainingMs) !== 0)
                        message.remainingMs = object.remainingMs >>> 0;
                if (object.sampleShift != null)
                    if ($Number(object.sampleShift) !== 0)
                        message.sampleShift = object.sampleShift >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a RenewResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.RenewResponse
             * @static
             * @param {hopscope.v1.RenewResponse} message RenewResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            RenewResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.failure = null;
                    object.remainingMs = 0;
                    object.sampleShift = 0;
                }
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = $root.hopscope.v1.Failure.toObject(message.failure, options, _depth + 1);
                if (message.remainingMs != null && $Object.hasOwnProperty.call(message, "remainingMs"))
                    object.remainingMs = message.remainingMs;
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift"))
                    object.sampleShift = message.sampleShift;
                return object;
            };

            /**
             * Converts this RenewResponse to JSON.
             * @function toJSON
             * @memberof hopscope.v1.RenewResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            RenewResponse.prototype.toJSON = function() {
                return RenewResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for RenewResponse
             * @function getTypeUrl
             * @memberof hopscope.v1.RenewResponse
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            RenewResponse.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.RenewResponse";
            };

            return RenewResponse;
        })();

        v1.ReleaseRequest = (function() {

            /**
             * Properties of a ReleaseRequest.
             * @typedef {Object} hopscope.v1.ReleaseRequest.$Properties
             * @property {string|null} [trace] ReleaseRequest trace
             * @property {string|null} [order] ReleaseRequest order
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReleaseRequest.
             * @memberof hopscope.v1
             * @interface IReleaseRequest
             * @augments hopscope.v1.ReleaseRequest.$Properties
             * @deprecated Use hopscope.v1.ReleaseRequest.$Properties instead.
             */

            /**
             * Shape of a ReleaseRequest.
             * @typedef {hopscope.v1.ReleaseRequest.$Properties} hopscope.v1.ReleaseRequest.$Shape
             */

            /**
             * Constructs a new ReleaseRequest.
             * @memberof hopscope.v1
             * @classdesc Represents a ReleaseRequest.
             * @constructor
             * @param {hopscope.v1.ReleaseRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReleaseRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReleaseRequest trace.
             * @member {string} trace
             * @memberof hopscope.v1.ReleaseRequest
             * @instance
             */
            ReleaseRequest.prototype.trace = "";

            /**
             * ReleaseRequest order.
             * @member {string} order
             * @memberof hopscope.v1.ReleaseRequest
             * @instance
             */
            ReleaseRequest.prototype.order = "";

            /**
             * Creates a new ReleaseRequest instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ReleaseRequest
             * @static
             * @param {hopscope.v1.ReleaseRequest.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ReleaseRequest} ReleaseRequest instance
             * @type {{
             *   (properties: hopscope.v1.ReleaseRequest.$Shape): hopscope.v1.ReleaseRequest & hopscope.v1.ReleaseRequest.$Shape;
             *   (properties?: hopscope.v1.ReleaseRequest.$Properties): hopscope.v1.ReleaseRequest;
             * }}
             */
            ReleaseRequest.create = function(properties) {
                return new ReleaseRequest(properties);
            };

            /**
             * Encodes the specified ReleaseRequest message. Does not implicitly {@link hopscope.v1.ReleaseRequest.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ReleaseRequest
             * @static
             * @param {hopscope.v1.ReleaseRequest.$Properties} message ReleaseRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReleaseRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace") && message.trace !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.trace);
                if (message.order != null && $Object.hasOwnProperty.call(message, "order") && message.order !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.order);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ReleaseRequest message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ReleaseRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ReleaseRequest & hopscope.v1.ReleaseRequest.$Shape} ReleaseRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ReleaseRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ReleaseRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.trace = value;
                            else
                                delete message.trace;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.order = value;
                            else
                                delete message.order;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ReleaseRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ReleaseRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ReleaseRequest} ReleaseRequest
             */
            ReleaseRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ReleaseRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ReleaseRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ReleaseRequest();
                if (object.trace != null)
                    if (typeof object.trace !== "string" || object.trace.length)
                        message.trace = $String(object.trace);
                if (object.order != null)
                    if (typeof object.order !== "string" || object.order.length)
                        message.order = $String(object.order);
                return message;
            };

            /**
             * Creates a plain object from a ReleaseRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ReleaseRequest
             * @static
             * @param {hopscope.v1.ReleaseRequest} message ReleaseRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ReleaseRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.trace = "";
                    object.order = "";
                }
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace"))
                    object.trace = message.trace;
                if (message.order != null && $Object.hasOwnProperty.call(message, "order"))
                    object.order = message.order;
                return object;
            };

            /**
             * Converts this ReleaseRequest to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ReleaseRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ReleaseRequest.prototype.toJSON = function() {
                return ReleaseRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ReleaseRequest
             * @function getTypeUrl
             * @memberof hopscope.v1.ReleaseRequest
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ReleaseRequest.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ReleaseRequest";
            };

            return ReleaseRequest;
        })();

        v1.CaptureCounts = (function() {

            /**
             * Properties of a CaptureCounts.
             * @typedef {Object} hopscope.v1.CaptureCounts.$Properties
             * @property {number|null} [capture] CaptureCounts capture
             * @property {number|null} [seen] CaptureCounts seen
             * @property {number|null} [matched] CaptureCounts matched
             * @property {number|null} [droppedByKernel] CaptureCounts droppedByKernel
             * @property {number|null} [droppedByAgent] CaptureCounts droppedByAgent
             * @property {string|null} [endedBy] CaptureCounts endedBy
             * @property {hopscope.v1.Time.$Properties|null} [stoppedAt] CaptureCounts stoppedAt
             * @property {number|null} [digested] CaptureCounts digested
             * @property {number|null} [sampledOut] CaptureCounts sampledOut
             * @property {number|null} [sampleShift] CaptureCounts sampleShift
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CaptureCounts.
             * @memberof hopscope.v1
             * @interface ICaptureCounts
             * @augments hopscope.v1.CaptureCounts.$Properties
             * @deprecated Use hopscope.v1.CaptureCounts.$Properties instead.
             */

            /**
             * Shape of a CaptureCounts.
             * @typedef {hopscope.v1.CaptureCounts.$Properties} hopscope.v1.CaptureCounts.$Shape
             */

            /**
             * Constructs a new CaptureCounts.
             * @memberof hopscope.v1
             * @classdesc Represents a CaptureCounts.
             * @constructor
             * @param {hopscope.v1.CaptureCounts.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CaptureCounts = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CaptureCounts capture.
             * @member {number} capture
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.capture = 0;

            /**
             * CaptureCounts seen.
             * @member {number} seen
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.seen = 0;

            /**
             * CaptureCounts matched.
             * @member {number} matched
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.matched = 0;

            /**
             * CaptureCounts droppedByKernel.
             * @member {number} droppedByKernel
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.droppedByKernel = 0;

            /**
             * CaptureCounts droppedByAgent.
             * @member {number} droppedByAgent
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.droppedByAgent = 0;

            /**
             * CaptureCounts endedBy.
             * @member {string} endedBy
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.endedBy = "";

            /**
             * CaptureCounts stoppedAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} stoppedAt
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.stoppedAt = null;

            /**
             * CaptureCounts digested.
             * @member {number} digested
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.digested = 0;

            /**
             * CaptureCounts sampledOut.
             * @member {number} sampledOut
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.sampledOut = 0;

            /**
             * CaptureCounts sampleShift.
             * @member {number} sampleShift
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             */
            CaptureCounts.prototype.sampleShift = 0;

            /**
             * Creates a new CaptureCounts instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.CaptureCounts
             * @static
             * @param {hopscope.v1.CaptureCounts.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.CaptureCounts} CaptureCounts instance
             * @type {{
             *   (properties: hopscope.v1.CaptureCounts.$Shape): hopscope.v1.CaptureCounts & hopscope.v1.CaptureCounts.$Shape;
             *   (properties?: hopscope.v1.CaptureCounts.$Properties): hopscope.v1.CaptureCounts;
             * }}
             */
            CaptureCounts.create = function(properties) {
                return new CaptureCounts(properties);
            };

            /**
             * Encodes the specified CaptureCounts message. Does not implicitly {@link hopscope.v1.CaptureCounts.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.CaptureCounts
             * @static
             * @param {hopscope.v1.CaptureCounts.$Properties} message CaptureCounts message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CaptureCounts.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture") && message.capture !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.capture);
                if (message.seen != null && $Object.hasOwnProperty.call(message, "seen") && message.seen !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.seen);
                if (message.matched != null && $Object.hasOwnProperty.call(message, "matched") && message.matched !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.matched);
                if (message.droppedByKernel != null && $Object.hasOwnProperty.call(message, "droppedByKernel") && message.droppedByKernel !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.droppedByKernel);
                if (message.droppedByAgent != null && $Object.hasOwnProperty.call(message, "droppedByAgent") && message.droppedByAgent !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.droppedByAgent);
                if (message.endedBy != null && $Object.hasOwnProperty.call(message, "endedBy") && message.endedBy !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.endedBy);
                if (message.stoppedAt != null && $Object.hasOwnProperty.call(message, "stoppedAt"))
                    $root.hopscope.v1.Time.encode(message.stoppedAt, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.digested != null && $Object.hasOwnProperty.call(message, "digested") && message.digested !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.digested);
                if (message.sampledOut != null && $Object.hasOwnProperty.call(message, "sampledOut") && message.sampledOut !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.sampledOut);
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift") && message.sampleShift !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.sampleShift);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CaptureCounts message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.CaptureCounts
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.CaptureCounts & hopscope.v1.CaptureCounts.$Shape} CaptureCounts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CaptureCounts.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.CaptureCounts();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.capture = value;
                            else
                                delete message.capture;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.seen = value;
                            else
                                delete message.seen;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.matched = value;
                            else
                                delete message.matched;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.droppedByKernel = value;
                            else
                                delete message.droppedByKernel;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.droppedByAgent = value;
                            else
                                delete message.droppedByAgent;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.endedBy = value;
                            else
                                delete message.endedBy;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.stoppedAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.stoppedAt);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.digested = value;
                            else
                                delete message.digested;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sampledOut = value;
                            else
                                delete message.sampledOut;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sampleShift = value;
                            else
                                delete message.sampleShift;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a CaptureCounts message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.CaptureCounts
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.CaptureCounts} CaptureCounts
             */
            CaptureCounts.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.CaptureCounts)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.CaptureCounts: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.CaptureCounts();
                if (object.capture != null)
                    if ($Number(object.capture) !== 0)
                        message.capture = object.capture >>> 0;
                if (object.seen != null)
                    if ($Number(object.seen) !== 0)
                        message.seen = object.seen >>> 0;
                if (object.matched != null)
                    if ($Number(object.matched) !== 0)
                        message.matched = object.matched >>> 0;
                if (object.droppedByKernel != null)
                    if ($Number(object.droppedByKernel) !== 0)
                        message.droppedByKernel = object.droppedByKernel >>> 0;
                if (object.droppedByAgent != null)
                    if ($Number(object.droppedByAgent) !== 0)
                        message.droppedByAgent = object.droppedByAgent >>> 0;
                if (object.endedBy != null)
                    if (typeof object.endedBy !== "string" || object.endedBy.length)
                        message.endedBy = $String(object.endedBy);
                if (object.stoppedAt != null) {
                    if (!$util.isObject(object.stoppedAt))
                        throw $TypeError(".hopscope.v1.CaptureCounts.stoppedAt: object expected");
                    message.stoppedAt = $root.hopscope.v1.Time.fromObject(object.stoppedAt, _depth + 1);
                }
                if (object.digested != null)
                    if ($Number(object.digested) !== 0)
                        message.digested = object.digested >>> 0;
                if (object.sampledOut != null)
                    if ($Number(object.sampledOut) !== 0)
                        message.sampledOut = object.sampledOut >>> 0;
                if (object.sampleShift != null)
                    if ($Number(object.sampleShift) !== 0)
                        message.sampleShift = object.sampleShift >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a CaptureCounts message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.CaptureCounts
             * @static
             * @param {hopscope.v1.CaptureCounts} message CaptureCounts
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            CaptureCounts.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.capture = 0;
                    object.seen = 0;
                    object.matched = 0;
                    object.droppedByKernel = 0;
                    object.droppedByAgent = 0;
                    object.endedBy = "";
                    object.stoppedAt = null;
                    object.digested = 0;
                    object.sampledOut = 0;
                    object.sampleShift = 0;
                }
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture"))
                    object.capture = message.capture;
                if (message.seen != null && $Object.hasOwnProperty.call(message, "seen"))
                    object.seen = message.seen;
                if (message.matched != null && $Object.hasOwnProperty.call(message, "matched"))
                    object.matched = message.matched;
                if (message.droppedByKernel != null && $Object.hasOwnProperty.call(message, "droppedByKernel"))
                    object.droppedByKernel = message.droppedByKernel;
                if (message.droppedByAgent != null && $Object.hasOwnProperty.call(message, "droppedByAgent"))
                    object.droppedByAgent = message.droppedByAgent;
                if (message.endedBy != null && $Object.hasOwnProperty.call(message, "endedBy"))
                    object.endedBy = message.endedBy;
                if (message.stoppedAt != null && $Object.hasOwnProperty.call(message, "stoppedAt"))
                    object.stoppedAt = $root.hopscope.v1.Time.toObject(message.stoppedAt, options, _depth + 1);
                if (message.digested != null && $Object.hasOwnProperty.call(message, "digested"))
                    object.digested = message.digested;
                if (message.sampledOut != null && $Object.hasOwnProperty.call(message, "sampledOut"))
                    object.sampledOut = message.sampledOut;
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift"))
                    object.sampleShift = message.sampleShift;
                return object;
            };

            /**
             * Converts this CaptureCounts to JSON.
             * @function toJSON
             * @memberof hopscope.v1.CaptureCounts
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            CaptureCounts.prototype.toJSON = function() {
                return CaptureCounts.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for CaptureCounts
             * @function getTypeUrl
             * @memberof hopscope.v1.CaptureCounts
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            CaptureCounts.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.CaptureCounts";
            };

            return CaptureCounts;
        })();

        v1.ReleaseResponse = (function() {

            /**
             * Properties of a ReleaseResponse.
             * @typedef {Object} hopscope.v1.ReleaseResponse.$Properties
             * @property {hopscope.v1.Failure.$Properties|null} [failure] ReleaseResponse failure
             * @property {number|null} [lastSequence] ReleaseResponse lastSequence
             * @property {Array.<hopscope.v1.CaptureCounts.$Properties>|null} [captures] ReleaseResponse captures
             * @property {hopscope.v1.Time.$Properties|null} [stoppedAt] ReleaseResponse stoppedAt
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReleaseResponse.
             * @memberof hopscope.v1
             * @interface IReleaseResponse
             * @augments hopscope.v1.ReleaseResponse.$Properties
             * @deprecated Use hopscope.v1.ReleaseResponse.$Properties instead.
             */

            /**
             * Shape of a ReleaseResponse.
             * @typedef {hopscope.v1.ReleaseResponse.$Properties} hopscope.v1.ReleaseResponse.$Shape
             */

            /**
             * Constructs a new ReleaseResponse.
             * @memberof hopscope.v1
             * @classdesc Represents a ReleaseResponse.
             * @constructor
             * @param {hopscope.v1.ReleaseResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReleaseResponse = function (properties) {
                this.captures = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReleaseResponse failure.
             * @member {hopscope.v1.Failure.$Properties|null|undefined} failure
             * @memberof hopscope.v1.ReleaseResponse
             * @instance
             */
            ReleaseResponse.prototype.failure = null;

            /**
             * ReleaseResponse lastSequence.
             * @member {number} lastSequence
             * @memberof hopscope.v1.ReleaseResponse
             * @instance
             */
            ReleaseResponse.prototype.lastSequence = 0;

            /**
             * ReleaseResponse captures.
             * @member {Array.<hopscope.v1.CaptureCounts.$Properties>} captures
             * @memberof hopscope.v1.ReleaseResponse
             * @instance
             */
            ReleaseResponse.prototype.captures = $util.emptyArray;

            /**
             * ReleaseResponse stoppedAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} stoppedAt
             * @memberof hopscope.v1.ReleaseResponse
             * @instance
             */
            ReleaseResponse.prototype.stoppedAt = null;

            /**
             * Creates a new ReleaseResponse instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ReleaseResponse
             * @static
             * @param {hopscope.v1.ReleaseResponse.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ReleaseResponse} ReleaseResponse instance
             * @type {{
             *   (properties: hopscope.v1.ReleaseResponse.$Shape): hopscope.v1.ReleaseResponse & hopscope.v1.ReleaseResponse.$Shape;
             *   (properties?: hopscope.v1.ReleaseResponse.$Properties): hopscope.v1.ReleaseResponse;
             * }}
             */
            ReleaseResponse.create = function(properties) {
                return new ReleaseResponse(properties);
            };

            /**
             * Encodes the specified ReleaseResponse message. Does not implicitly {@link hopscope.v1.ReleaseResponse.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ReleaseResponse
             * @static
             * @param {hopscope.v1.ReleaseResponse.$Properties} message ReleaseResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReleaseResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.hopscope.v1.Failure.encode(message.failure, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.lastSequence != null && $Object.hasOwnProperty.call(message, "lastSequence") && message.lastSequence !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.lastSequence);
                if (message.captures != null && message.captures.length)
                    for (let i = 0; i < message.captures.length; ++i)
                        $root.hopscope.v1.CaptureCounts.encode(message.captures[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.stoppedAt != null && $Object.hasOwnProperty.call(message, "stoppedAt"))
                    $root.hopscope.v1.Time.encode(message.stoppedAt, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ReleaseResponse message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ReleaseResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ReleaseResponse & hopscope.v1.ReleaseResponse.$Shape} ReleaseResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ReleaseResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ReleaseResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hopscope.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.lastSequence = value;
                            else
                                delete message.lastSequence;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.captures && message.captures.length))
                                message.captures = [];
                            message.captures.push($root.hopscope.v1.CaptureCounts.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.stoppedAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.stoppedAt);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ReleaseResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ReleaseResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ReleaseResponse} ReleaseResponse
             */
            ReleaseResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ReleaseResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ReleaseResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ReleaseResponse();
                if (object.failure != null) {
                    if (!$util.isObject(object.failure))
                        throw $TypeError(".hopscope.v1.ReleaseResponse.failure: object expected");
                    message.failure = $root.hopscope.v1.Failure.fromObject(object.failure, _depth + 1);
                }
                if (object.lastSequence != null)
                    if ($Number(object.lastSequence) !== 0)
                        message.lastSequence = object.lastSequence >>> 0;
                if (object.captures) {
                    if (!$Array.isArray(object.captures))
                        throw $TypeError(".hopscope.v1.ReleaseResponse.captures: array expected");
                    message.captures = $Array(object.captures.length);
                    for (let i = 0; i < object.captures.length; ++i) {
                        if (!$util.isObject(object.captures[i]))
                            throw $TypeError(".hopscope.v1.ReleaseResponse.captures: object expected");
                        message.captures[i] = $root.hopscope.v1.CaptureCounts.fromObject(object.captures[i], _depth + 1);
                    }
                }
                if (object.stoppedAt != null) {
                    if (!$util.isObject(object.stoppedAt))
                        throw $TypeError(".hopscope.v1.ReleaseResponse.stoppedAt: object expected");
                    message.stoppedAt = $root.hopscope.v1.Time.fromObject(object.stoppedAt, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a ReleaseResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ReleaseResponse
             * @static
             * @param {hopscope.v1.ReleaseResponse} message ReleaseResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ReleaseResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.captures = [];
                if (options.defaults) {
                    object.failure = null;
                    object.lastSequence = 0;
                    object.stoppedAt = null;
                }
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = $root.hopscope.v1.Failure.toObject(message.failure, options, _depth + 1);
                if (message.lastSequence != null && $Object.hasOwnProperty.call(message, "lastSequence"))
                    object.lastSequence = message.lastSequence;
                if (message.captures && message.captures.length) {
                    object.captures = $Array(message.captures.length);
                    for (let j = 0; j < message.captures.length; ++j)
                        object.captures[j] = $root.hopscope.v1.CaptureCounts.toObject(message.captures[j], options, _depth + 1);
                }
                if (message.stoppedAt != null && $Object.hasOwnProperty.call(message, "stoppedAt"))
                    object.stoppedAt = $root.hopscope.v1.Time.toObject(message.stoppedAt, options, _depth + 1);
                return object;
            };

            /**
             * Converts this ReleaseResponse to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ReleaseResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ReleaseResponse.prototype.toJSON = function() {
                return ReleaseResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ReleaseResponse
             * @function getTypeUrl
             * @memberof hopscope.v1.ReleaseResponse
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ReleaseResponse.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ReleaseResponse";
            };

            return ReleaseResponse;
        })();

        v1.SnapshotRequest = (function() {

            /**
             * Properties of a SnapshotRequest.
             * @typedef {Object} hopscope.v1.SnapshotRequest.$Properties
             * @property {string|null} [trace] SnapshotRequest trace
             * @property {Array.<hopscope.v1.EvidenceOrder.$Properties>|null} [evidence] SnapshotRequest evidence
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SnapshotRequest.
             * @memberof hopscope.v1
             * @interface ISnapshotRequest
             * @augments hopscope.v1.SnapshotRequest.$Properties
             * @deprecated Use hopscope.v1.SnapshotRequest.$Properties instead.
             */

            /**
             * Shape of a SnapshotRequest.
             * @typedef {hopscope.v1.SnapshotRequest.$Properties} hopscope.v1.SnapshotRequest.$Shape
             */

            /**
             * Constructs a new SnapshotRequest.
             * @memberof hopscope.v1
             * @classdesc Represents a SnapshotRequest.
             * @constructor
             * @param {hopscope.v1.SnapshotRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SnapshotRequest = function (properties) {
                this.evidence = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SnapshotRequest trace.
             * @member {string} trace
             * @memberof hopscope.v1.SnapshotRequest
             * @instance
             */
            SnapshotRequest.prototype.trace = "";

            /**
             * SnapshotRequest evidence.
             * @member {Array.<hopscope.v1.EvidenceOrder.$Properties>} evidence
             * @memberof hopscope.v1.SnapshotRequest
             * @instance
             */
            SnapshotRequest.prototype.evidence = $util.emptyArray;

            /**
             * Creates a new SnapshotRequest instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.SnapshotRequest
             * @static
             * @param {hopscope.v1.SnapshotRequest.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.SnapshotRequest} SnapshotRequest instance
             * @type {{
             *   (properties: hopscope.v1.SnapshotRequest.$Shape): hopscope.v1.SnapshotRequest & hopscope.v1.SnapshotRequest.$Shape;
             *   (properties?: hopscope.v1.SnapshotRequest.$Properties): hopscope.v1.SnapshotRequest;
             * }}
             */
            SnapshotRequest.create = function(properties) {
                return new SnapshotRequest(properties);
            };

            /**
             * Encodes the specified SnapshotRequest message. Does not implicitly {@link hopscope.v1.SnapshotRequest.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.SnapshotRequest
             * @static
             * @param {hopscope.v1.SnapshotRequest.$Properties} message SnapshotRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SnapshotRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace") && message.trace !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.trace);
                if (message.evidence != null && message.evidence.length)
                    for (let i = 0; i < message.evidence.length; ++i)
                        $root.hopscope.v1.EvidenceOrder.encode(message.evidence[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SnapshotRequest message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.SnapshotRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.SnapshotRequest & hopscope.v1.SnapshotRequest.$Shape} SnapshotRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.SnapshotRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.trace = value;
                            else
                                delete message.trace;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.evidence && message.evidence.length))
                                message.evidence = [];
                            message.evidence.push($root.hopscope.v1.EvidenceOrder.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a SnapshotRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.SnapshotRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.SnapshotRequest} SnapshotRequest
             */
            SnapshotRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.SnapshotRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.SnapshotRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.SnapshotRequest();
                if (object.trace != null)
                    if (typeof object.trace !== "string" || object.trace.length)
                        message.trace = $String(object.trace);
                if (object.evidence) {
                    if (!$Array.isArray(object.evidence))
                        throw $TypeError(".hopscope.v1.SnapshotRequest.evidence: array expected");
                    message.evidence = $Array(object.evidence.length);
                    for (let i = 0; i < object.evidence.length; ++i) {
                        if (!$util.isObject(object.evidence[i]))
                            throw $TypeError(".hopscope.v1.SnapshotRequest.evidence: object expected");
                        message.evidence[i] = $root.hopscope.v1.EvidenceOrder.fromObject(object.evidence[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a SnapshotRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.SnapshotRequest
             * @static
             * @param {hopscope.v1.SnapshotRequest} message SnapshotRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            SnapshotRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.evidence = [];
                if (options.defaults)
                    object.trace = "";
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace"))
                    object.trace = message.trace;
                if (message.evidence && message.evidence.length) {
                    object.evidence = $Array(message.evidence.length);
                    for (let j = 0; j < message.evidence.length; ++j)
                        object.evidence[j] = $root.hopscope.v1.EvidenceOrder.toObject(message.evidence[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this SnapshotRequest to JSON.
             * @function toJSON
             * @memberof hopscope.v1.SnapshotRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            SnapshotRequest.prototype.toJSON = function() {
                return SnapshotRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for SnapshotRequest
             * @function getTypeUrl
             * @memberof hopscope.v1.SnapshotRequest
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            SnapshotRequest.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.SnapshotRequest";
            };

            return SnapshotRequest;
        })();

        v1.SnapshotResponse = (function() {

            /**
             * Properties of a SnapshotResponse.
             * @typedef {Object} hopscope.v1.SnapshotResponse.$Properties
             * @property {hopscope.v1.Failure.$Properties|null} [failure] SnapshotResponse failure
             * @property {Array.<hopscope.v1.Evidence.$Properties>|null} [evidence] SnapshotResponse evidence
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SnapshotResponse.
             * @memberof hopscope.v1
             * @interface ISnapshotResponse
             * @augments hopscope.v1.SnapshotResponse.$Properties
             * @deprecated Use hopscope.v1.SnapshotResponse.$Properties instead.
             */

            /**
             * Shape of a SnapshotResponse.
             * @typedef {hopscope.v1.SnapshotResponse.$Properties} hopscope.v1.SnapshotResponse.$Shape
             */

            /**
             * Constructs a new SnapshotResponse.
             * @memberof hopscope.v1
             * @classdesc Represents a SnapshotResponse.
             * @constructor
             * @param {hopscope.v1.SnapshotResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SnapshotResponse = function (properties) {
                this.evidence = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SnapshotResponse failure.
             * @member {hopscope.v1.Failure.$Properties|null|undefined} failure
             * @memberof hopscope.v1.SnapshotResponse
             * @instance
             */
            SnapshotResponse.prototype.failure = null;

            /**
             * SnapshotResponse evidence.
             * @member {Array.<hopscope.v1.Evidence.$Properties>} evidence
             * @memberof hopscope.v1.SnapshotResponse
             * @instance
             */
            SnapshotResponse.prototype.evidence = $util.emptyArray;

            /**
             * Creates a new SnapshotResponse instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.SnapshotResponse
             * @static
             * @param {hopscope.v1.SnapshotResponse.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.SnapshotResponse} SnapshotResponse instance
             * @type {{
             *   (properties: hopscope.v1.SnapshotResponse.$Shape): hopscope.v1.SnapshotResponse & hopscope.v1.SnapshotResponse.$Shape;
             *   (properties?: hopscope.v1.SnapshotResponse.$Properties): hopscope.v1.SnapshotResponse;
             * }}
             */
            SnapshotResponse.create = function(properties) {
                return new SnapshotResponse(properties);
            };

            /**
             * Encodes the specified SnapshotResponse message. Does not implicitly {@link hopscope.v1.SnapshotResponse.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.SnapshotResponse
             * @static
             * @param {hopscope.v1.SnapshotResponse.$Properties} message SnapshotResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SnapshotResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.hopscope.v1.Failure.encode(message.failure, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.evidence != null && message.evidence.length)
                    for (let i = 0; i < message.evidence.length; ++i)
                        $root.hopscope.v1.Evidence.encode(message.evidence[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SnapshotResponse message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.SnapshotResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.SnapshotResponse & hopscope.v1.SnapshotResponse.$Shape} SnapshotResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SnapshotResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.SnapshotResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hopscope.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.evidence && message.evidence.length))
                                message.evidence = [];
                            message.evidence.push($root.hopscope.v1.Evidence.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a SnapshotResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.SnapshotResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.SnapshotResponse} SnapshotResponse
             */
            SnapshotResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.SnapshotResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.SnapshotResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.SnapshotResponse();
                if (object.failure != null) {
                    if (!$util.isObject(object.failure))
                        throw $TypeError(".hopscope.v1.SnapshotResponse.failure: object expected");
                    message.failure = $root.hopscope.v1.Failure.fromObject(object.failure, _depth + 1);
                }
                if (object.evidence) {
                    if (!$Array.isArray(object.evidence))
                        throw $TypeError(".hopscope.v1.SnapshotResponse.evidence: array expected");
                    message.evidence = $Array(object.evidence.length);
                    for (let i = 0; i < object.evidence.length; ++i) {
                        if (!$util.isObject(object.evidence[i]))
                            throw $TypeError(".hopscope.v1.SnapshotResponse.evidence: object expected");
                        message.evidence[i] = $root.hopscope.v1.Evidence.fromObject(object.evidence[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a SnapshotResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.SnapshotResponse
             * @static
             * @param {hopscope.v1.SnapshotResponse} message SnapshotResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            SnapshotResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.evidence = [];
                if (options.defaults)
                    object.failure = null;
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = $root.hopscope.v1.Failure.toObject(message.failure, options, _depth + 1);
                if (message.evidence && message.evidence.length) {
                    object.evidence = $Array(message.evidence.length);
                    for (let j = 0; j < message.evidence.length; ++j)
                        object.evidence[j] = $root.hopscope.v1.Evidence.toObject(message.evidence[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this SnapshotResponse to JSON.
             * @function toJSON
             * @memberof hopscope.v1.SnapshotResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            SnapshotResponse.prototype.toJSON = function() {
                return SnapshotResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for SnapshotResponse
             * @function getTypeUrl
             * @memberof hopscope.v1.SnapshotResponse
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            SnapshotResponse.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.SnapshotResponse";
            };

            return SnapshotResponse;
        })();

        v1.Evidence = (function() {

            /**
             * Properties of an Evidence.
             * @typedef {Object} hopscope.v1.Evidence.$Properties
             * @property {number|null} [evidence] Evidence evidence
             * @property {string|null} [reader] Evidence reader
             * @property {string|null} [netns] Evidence netns
             * @property {Array.<string>|null} [selectors] Evidence selectors
             * @property {string|null} [phase] Evidence phase
             * @property {Array.<string>|null} [argv] Evidence argv
             * @property {number|null} [rc] Evidence rc
             * @property {hopscope.v1.Time.$Properties|null} [startedAt] Evidence startedAt
             * @property {hopscope.v1.Time.$Properties|null} [endedAt] Evidence endedAt
             * @property {boolean|null} [truncated] Evidence truncated
             * @property {boolean|null} [deflated] Evidence deflated
             * @property {Uint8Array|null} [body] Evidence body
             * @property {string|null} [failure] Evidence failure
             * @property {boolean|null} [netlink] Evidence netlink
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Evidence.
             * @memberof hopscope.v1
             * @interface IEvidence
             * @augments hopscope.v1.Evidence.$Properties
             * @deprecated Use hopscope.v1.Evidence.$Properties instead.
             */

            /**
             * Shape of an Evidence.
             * @typedef {hopscope.v1.Evidence.$Properties} hopscope.v1.Evidence.$Shape
             */

            /**
             * Constructs a new Evidence.
             * @memberof hopscope.v1
             * @classdesc Represents an Evidence.
             * @constructor
             * @param {hopscope.v1.Evidence.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Evidence = function (properties) {
                this.selectors = [];
                this.argv = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Evidence evidence.
             * @member {number} evidence
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.evidence = 0;

            /**
             * Evidence reader.
             * @member {string} reader
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.reader = "";

            /**
             * Evidence netns.
             * @member {string} netns
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.netns = "";

            /**
             * Evidence selectors.
             * @member {Array.<string>} selectors
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.selectors = $util.emptyArray;

            /**
             * Evidence phase.
             * @member {string} phase
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.phase = "";

            /**
             * Evidence argv.
             * @member {Array.<string>} argv
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.argv = $util.emptyArray;

            /**
             * Evidence rc.
             * @member {number} rc
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.rc = 0;

            /**
             * Evidence startedAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} startedAt
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.startedAt = null;

            /**
             * Evidence endedAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} endedAt
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.endedAt = null;

            /**
             * Evidence truncated.
             * @member {boolean} truncated
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.truncated = false;

            /**
             * Evidence deflated.
             * @member {boolean} deflated
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.deflated = false;

            /**
             * Evidence body.
             * @member {Uint8Array} body
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.body = $util.newBuffer([]);

            /**
             * Evidence failure.
             * @member {string} failure
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.failure = "";

            /**
             * Evidence netlink.
             * @member {boolean} netlink
             * @memberof hopscope.v1.Evidence
             * @instance
             */
            Evidence.prototype.netlink = false;

            /**
             * Creates a new Evidence instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Evidence
             * @static
             * @param {hopscope.v1.Evidence.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Evidence} Evidence instance
             * @type {{
             *   (properties: hopscope.v1.Evidence.$Shape): hopscope.v1.Evidence & hopscope.v1.Evidence.$Shape;
             *   (properties?: hopscope.v1.Evidence.$Properties): hopscope.v1.Evidence;
             * }}
             */
            Evidence.create = function(properties) {
                return new Evidence(properties);
            };

            /**
             * Encodes the specified Evidence message. Does not implicitly {@link hopscope.v1.Evidence.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Evidence
             * @static
             * @param {hopscope.v1.Evidence.$Properties} message Evidence message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Evidence.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence") && message.evidence !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.evidence);
                if (message.reader != null && $Object.hasOwnProperty.call(message, "reader") && message.reader !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.reader);
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns") && message.netns !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.netns);
                if (message.selectors != null && message.selectors.length)
                    for (let i = 0; i < message.selectors.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.selectors[i]);
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.phase);
                if (message.argv != null && message.argv.length)
                    for (let i = 0; i < message.argv.length; ++i)
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.argv[i]);
                if (message.rc != null && $Object.hasOwnProperty.call(message, "rc") && message.rc !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).int32(message.rc);
                if (message.startedAt != null && $Object.hasOwnProperty.call(message, "startedAt"))
                    $root.hopscope.v1.Time.encode(message.startedAt, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.endedAt != null && $Object.hasOwnProperty.call(message, "endedAt"))
                    $root.hopscope.v1.Time.encode(message.endedAt, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.truncated != null && $Object.hasOwnProperty.call(message, "truncated") && message.truncated !== false)
                    writer.uint32(/* id 10, wireType 0 =*/80).bool(message.truncated);
                if (message.deflated != null && $Object.hasOwnProperty.call(message, "deflated") && message.deflated !== false)
                    writer.uint32(/* id 11, wireType 0 =*/88).bool(message.deflated);
                if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                    writer.uint32(/* id 12, wireType 2 =*/98).bytes(message.body);
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure") && message.failure !== "")
                    writer.uint32(/* id 13, wireType 2 =*/106).string(message.failure);
                if (message.netlink != null && $Object.hasOwnProperty.call(message, "netlink") && message.netlink !== false)
                    writer.uint32(/* id 14, wireType 0 =*/112).bool(message.netlink);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Evidence message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Evidence
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Evidence & hopscope.v1.Evidence.$Shape} Evidence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Evidence.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Evidence();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.evidence = value;
                            else
                                delete message.evidence;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reader = value;
                            else
                                delete message.reader;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.netns = value;
                            else
                                delete message.netns;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.selectors && message.selectors.length))
                                message.selectors = [];
                            message.selectors.push(reader.stringVerify());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.phase = value;
                            else
                                delete message.phase;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.argv && message.argv.length))
                                message.argv = [];
                            message.argv.push(reader.stringVerify());
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.rc = value;
                            else
                                delete message.rc;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.startedAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.startedAt);
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.endedAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.endedAt);
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.truncated = value;
                            else
                                delete message.truncated;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.deflated = value;
                            else
                                delete message.deflated;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.body = value;
                            else
                                delete message.body;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.failure = value;
                            else
                                delete message.failure;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.netlink = value;
                            else
                                delete message.netlink;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an Evidence message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Evidence
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Evidence} Evidence
             */
            Evidence.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Evidence)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Evidence: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Evidence();
                if (object.evidence != null)
                    if ($Number(object.evidence) !== 0)
                        message.evidence = object.evidence >>> 0;
                if (object.reader != null)
                    if (typeof object.reader !== "string" || object.reader.length)
                        message.reader = $String(object.reader);
                if (object.netns != null)
                    if (typeof object.netns !== "string" || object.netns.length)
                        message.netns = $String(object.netns);
                if (object.selectors) {
                    if (!$Array.isArray(object.selectors))
                        throw $TypeError(".hopscope.v1.Evidence.selectors: array expected");
                    message.selectors = $Array(object.selectors.length);
                    for (let i = 0; i < object.selectors.length; ++i)
                        message.selectors[i] = $String(object.selectors[i]);
                }
                if (object.phase != null)
                    if (typeof object.phase !== "string" || object.phase.length)
                        message.phase = $String(object.phase);
                if (object.argv) {
                    if (!$Array.isArray(object.argv))
                        throw $TypeError(".hopscope.v1.Evidence.argv: array expected");
                    message.argv = $Array(object.argv.length);
                    for (let i = 0; i < object.argv.length; ++i)
                        message.argv[i] = $String(object.argv[i]);
                }
                if (object.rc != null)
                    if ($Number(object.rc) !== 0)
                        message.rc = object.rc | 0;
                if (object.startedAt != null) {
                    if (!$util.isObject(object.startedAt))
                        throw $TypeError(".hopscope.v1.Evidence.startedAt: object expected");
                    message.startedAt = $root.hopscope.v1.Time.fromObject(object.startedAt, _depth + 1);
                }
                if (object.endedAt != null) {
                    if (!$util.isObject(object.endedAt))
                        throw $TypeError(".hopscope.v1.Evidence.endedAt: object expected");
                    message.endedAt = $root.hopscope.v1.Time.fromObject(object.endedAt, _depth + 1);
                }
                if (object.truncated != null)
                    if (object.truncated)
                        message.truncated = $Boolean(object.truncated);
                if (object.deflated != null)
                    if (object.deflated)
                        message.deflated = $Boolean(object.deflated);
                if (object.body != null)
                    if (object.body.length)
                        if (typeof object.body === "string")
                            $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                        else if (object.body.length >= 0)
                            message.body = object.body;
                if (object.failure != null)
                    if (typeof object.failure !== "string" || object.failure.length)
                        message.failure = $String(object.failure);
                if (object.netlink != null)
                    if (object.netlink)
                        message.netlink = $Boolean(object.netlink);
                return message;
            };

            /**
             * Creates a plain object from an Evidence message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Evidence
             * @static
             * @param {hopscope.v1.Evidence} message Evidence
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Evidence.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.selectors = [];
                    object.argv = [];
                }
                if (options.defaults) {
                    object.evidence = 0;
                    object.reader = "";
                    object.netns = "";
                    object.phase = "";
                    object.rc = 0;
                    object.startedAt = null;
                    object.endedAt = null;
                    object.truncated = false;
                    object.deflated = false;
                    if (options.bytes === $String)
                        object.body = "";
                    else {
                        object.body = [];
                        if (options.bytes !== $Array)
                            object.body = $util.newBuffer(object.body);
                    }
                    object.failure = "";
                    object.netlink = false;
                }
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence"))
                    object.evidence = message.evidence;
                if (message.reader != null && $Object.hasOwnProperty.call(message, "reader"))
                    object.reader = message.reader;
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns"))
                    object.netns = message.netns;
                if (message.selectors && message.selectors.length) {
                    object.selectors = $Array(message.selectors.length);
                    for (let j = 0; j < message.selectors.length; ++j)
                        object.selectors[j] = message.selectors[j];
                }
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase"))
                    object.phase = message.phase;
                if (message.argv && message.argv.length) {
                    object.argv = $Array(message.argv.length);
                    for (let j = 0; j < message.argv.length; ++j)
                        object.argv[j] = message.argv[j];
                }
                if (message.rc != null && $Object.hasOwnProperty.call(message, "rc"))
                    object.rc = message.rc;
                if (message.startedAt != null && $Object.hasOwnProperty.call(message, "startedAt"))
                    object.startedAt = $root.hopscope.v1.Time.toObject(message.startedAt, options, _depth + 1);
                if (message.endedAt != null && $Object.hasOwnProperty.call(message, "endedAt"))
                    object.endedAt = $root.hopscope.v1.Time.toObject(message.endedAt, options, _depth + 1);
                if (message.truncated != null && $Object.hasOwnProperty.call(message, "truncated"))
                    object.truncated = message.truncated;
                if (message.deflated != null && $Object.hasOwnProperty.call(message, "deflated"))
                    object.deflated = message.deflated;
                if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                    object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = message.failure;
                if (message.netlink != null && $Object.hasOwnProperty.call(message, "netlink"))
                    object.netlink = message.netlink;
                return object;
            };

            /**
             * Converts this Evidence to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Evidence
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Evidence.prototype.toJSON = function() {
                return Evidence.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Evidence
             * @function getTypeUrl
             * @memberof hopscope.v1.Evidence
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Evidence.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Evidence";
            };

            return Evidence;
        })();

        v1.Probe = (function() {

            /**
             * Properties of a Probe.
             * @typedef {Object} hopscope.v1.Probe.$Properties
             * @property {string|null} [protocol] Probe protocol
             * @property {string|null} [srcMac] Probe srcMac
             * @property {string|null} [dstMac] Probe dstMac
             * @property {string|null} [src] Probe src
             * @property {string|null} [dst] Probe dst
             * @property {number|null} [srcPort] Probe srcPort
             * @property {number|null} [dstPort] Probe dstPort
             * @property {number|null} [count] Probe count
             * @property {number|null} [rate] Probe rate
             * @property {number|null} [payloadBytes] Probe payloadBytes
             * @property {boolean|null} [dontFragment] Probe dontFragment
             * @property {Uint8Array|null} [payload] Probe payload
             * @property {number|null} [ipIdFirst] Probe ipIdFirst
             * @property {boolean|null} [payloadNumbered] Probe payloadNumbered
             * @property {number|null} [mtu] Probe mtu
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Probe.
             * @memberof hopscope.v1
             * @interface IProbe
             * @augments hopscope.v1.Probe.$Properties
             * @deprecated Use hopscope.v1.Probe.$Properties instead.
             */

            /**
             * Shape of a Probe.
             * @typedef {hopscope.v1.Probe.$Properties} hopscope.v1.Probe.$Shape
             */

            /**
             * Constructs a new Probe.
             * @memberof hopscope.v1
             * @classdesc Represents a Probe.
             * @constructor
             * @param {hopscope.v1.Probe.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Probe = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Probe protocol.
             * @member {string} protocol
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.protocol = "";

            /**
             * Probe srcMac.
             * @member {string} srcMac
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.srcMac = "";

            /**
             * Probe dstMac.
             * @member {string} dstMac
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.dstMac = "";

            /**
             * Probe src.
             * @member {string} src
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.src = "";

            /**
             * Probe dst.
             * @member {string} dst
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.dst = "";

            /**
             * Probe srcPort.
             * @member {number} srcPort
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.srcPort = 0;

            /**
             * Probe dstPort.
             * @member {number} dstPort
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.dstPort = 0;

            /**
             * Probe count.
             * @member {number} count
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.count = 0;

            /**
             * Probe rate.
             * @member {number} rate
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.rate = 0;

            /**
             * Probe payloadBytes.
             * @member {number} payloadBytes
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.payloadBytes = 0;

            /**
             * Probe dontFragment.
             * @member {boolean} dontFragment
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.dontFragment = false;

            /**
             * Probe payload.
             * @member {Uint8Array} payload
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.payload = $util.newBuffer([]);

            /**
             * Probe ipIdFirst.
             * @member {number} ipIdFirst
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.ipIdFirst = 0;

            /**
             * Probe payloadNumbered.
             * @member {boolean} payloadNumbered
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.payloadNumbered = false;

            /**
             * Probe mtu.
             * @member {number} mtu
             * @memberof hopscope.v1.Probe
             * @instance
             */
            Probe.prototype.mtu = 0;

            /**
             * Creates a new Probe instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Probe
             * @static
             * @param {hopscope.v1.Probe.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Probe} Probe instance
             * @type {{
             *   (properties: hopscope.v1.Probe.$Shape): hopscope.v1.Probe & hopscope.v1.Probe.$Shape;
             *   (properties?: hopscope.v1.Probe.$Properties): hopscope.v1.Probe;
             * }}
             */
            Probe.create = function(properties) {
                return new Probe(properties);
            };

            /**
             * Encodes the specified Probe message. Does not implicitly {@link hopscope.v1.Probe.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Probe
             * @static
             * @param {hopscope.v1.Probe.$Properties} message Probe message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Probe.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.protocol);
                if (message.srcMac != null && $Object.hasOwnProperty.call(message, "srcMac") && message.srcMac !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.srcMac);
                if (message.dstMac != null && $Object.hasOwnProperty.call(message, "dstMac") && message.dstMac !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.dstMac);
                if (message.src != null && $Object.hasOwnProperty.call(message, "src") && message.src !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.src);
                if (message.dst != null && $Object.hasOwnProperty.call(message, "dst") && message.dst !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.dst);
                if (message.srcPort != null && $Object.hasOwnProperty.call(message, "srcPort") && message.srcPort !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.srcPort);
                if (message.dstPort != null && $Object.hasOwnProperty.call(message, "dstPort") && message.dstPort !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.dstPort);
                if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.count);
                if (message.rate != null && $Object.hasOwnProperty.call(message, "rate") && message.rate !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.rate);
                if (message.payloadBytes != null && $Object.hasOwnProperty.call(message, "payloadBytes") && message.payloadBytes !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.payloadBytes);
                if (message.dontFragment != null && $Object.hasOwnProperty.call(message, "dontFragment") && message.dontFragment !== false)
                    writer.uint32(/* id 11, wireType 0 =*/88).bool(message.dontFragment);
                if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                    writer.uint32(/* id 12, wireType 2 =*/98).bytes(message.payload);
                if (message.ipIdFirst != null && $Object.hasOwnProperty.call(message, "ipIdFirst") && message.ipIdFirst !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.ipIdFirst);
                if (message.payloadNumbered != null && $Object.hasOwnProperty.call(message, "payloadNumbered") && message.payloadNumbered !== false)
                    writer.uint32(/* id 14, wireType 0 =*/112).bool(message.payloadNumbered);
                if (message.mtu != null && $Object.hasOwnProperty.call(message, "mtu") && message.mtu !== 0)
                    writer.uint32(/* id 15, wireType 0 =*/120).uint32(message.mtu);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Probe message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Probe
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Probe & hopscope.v1.Probe.$Shape} Probe
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Probe.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Probe();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.protocol = value;
                            else
                                delete message.protocol;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.srcMac = value;
                            else
                                delete message.srcMac;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.dstMac = value;
                            else
                                delete message.dstMac;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.src = value;
                            else
                                delete message.src;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.dst = value;
                            else
                                delete message.dst;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.srcPort = value;
                            else
                                delete message.srcPort;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.dstPort = value;
                            else
                                delete message.dstPort;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.count = value;
                            else
                                delete message.count;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rate = value;
                            else
                                delete message.rate;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.payloadBytes = value;
                            else
                                delete message.payloadBytes;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.dontFragment = value;
                            else
                                delete message.dontFragment;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.payload = value;
                            else
                                delete message.payload;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ipIdFirst = value;
                            else
                                delete message.ipIdFirst;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.payloadNumbered = value;
                            else
                                delete message.payloadNumbered;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.mtu = value;
                            else
                                delete message.mtu;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Probe message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Probe
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Probe} Probe
             */
            Probe.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Probe)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Probe: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Probe();
                if (object.protocol != null)
                    if (typeof object.protocol !== "string" || object.protocol.length)
                        message.protocol = $String(object.protocol);
                if (object.srcMac != null)
                    if (typeof object.srcMac !== "string" || object.srcMac.length)
                        message.srcMac = $String(object.srcMac);
                if (object.dstMac != null)
                    if (typeof object.dstMac !== "string" || object.dstMac.length)
                        message.dstMac = $String(object.dstMac);
                if (object.src != null)
                    if (typeof object.src !== "string" || object.src.length)
                        message.src = $String(object.src);
                if (object.dst != null)
                    if (typeof object.dst !== "string" || object.dst.length)
                        message.dst = $String(object.dst);
                if (object.srcPort != null)
                    if ($Number(object.srcPort) !== 0)
                        message.srcPort = object.srcPort >>> 0;
                if (object.dstPort != null)
                    if ($Number(object.dstPort) !== 0)
                        message.dstPort = object.dstPort >>> 0;
                if (object.count != null)
                    if ($Number(object.count) !== 0)
                        message.count = object.count >>> 0;
                if (object.rate != null)
                    if ($Number(object.rate) !== 0)
                        message.rate = object.rate >>> 0;
                if (object.payloadBytes != null)
                    if ($Number(object.payloadBytes) !== 0)
                        message.payloadBytes = object.payloadBytes >>> 0;
                if (object.dontFragment != null)
                    if (object.dontFragment)
                        message.dontFragment = $Boolean(object.dontFragment);
                if (object.payload != null)
                    if (object.payload.length)
                        if (typeof object.payload === "string")
                            $util.base64.decode(object.payload, message.payload = $util.newBuffer($util.base64.length(object.payload)), 0);
                        else if (object.payload.length >= 0)
                            message.payload = object.payload;
                if (object.ipIdFirst != null)
                    if ($Number(object.ipIdFirst) !== 0)
                        message.ipIdFirst = object.ipIdFirst >>> 0;
                if (object.payloadNumbered != null)
                    if (object.payloadNumbered)
                        message.payloadNumbered = $Boolean(object.payloadNumbered);
                if (object.mtu != null)
                    if ($Number(object.mtu) !== 0)
                        message.mtu = object.mtu >>> 0;
                return message;
            };

            /**
             * Creates a plain object from a Probe message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Probe
             * @static
             * @param {hopscope.v1.Probe} message Probe
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Probe.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.protocol = "";
                    object.srcMac = "";
                    object.dstMac = "";
                    object.src = "";
                    object.dst = "";
                    object.srcPort = 0;
                    object.dstPort = 0;
                    object.count = 0;
                    object.rate = 0;
                    object.payloadBytes = 0;
                    object.dontFragment = false;
                    if (options.bytes === $String)
                        object.payload = "";
                    else {
                        object.payload = [];
                        if (options.bytes !== $Array)
                            object.payload = $util.newBuffer(object.payload);
                    }
                    object.ipIdFirst = 0;
                    object.payloadNumbered = false;
                    object.mtu = 0;
                }
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol"))
                    object.protocol = message.protocol;
                if (message.srcMac != null && $Object.hasOwnProperty.call(message, "srcMac"))
                    object.srcMac = message.srcMac;
                if (message.dstMac != null && $Object.hasOwnProperty.call(message, "dstMac"))
                    object.dstMac = message.dstMac;
                if (message.src != null && $Object.hasOwnProperty.call(message, "src"))
                    object.src = message.src;
                if (message.dst != null && $Object.hasOwnProperty.call(message, "dst"))
                    object.dst = message.dst;
                if (message.srcPort != null && $Object.hasOwnProperty.call(message, "srcPort"))
                    object.srcPort = message.srcPort;
                if (message.dstPort != null && $Object.hasOwnProperty.call(message, "dstPort"))
                    object.dstPort = message.dstPort;
                if (message.count != null && $Object.hasOwnProperty.call(message, "count"))
                    object.count = message.count;
                if (message.rate != null && $Object.hasOwnProperty.call(message, "rate"))
                    object.rate = message.rate;
                if (message.payloadBytes != null && $Object.hasOwnProperty.call(message, "payloadBytes"))
                    object.payloadBytes = message.payloadBytes;
                if (message.dontFragment != null && $Object.hasOwnProperty.call(message, "dontFragment"))
                    object.dontFragment = message.dontFragment;
                if (message.payload != null && $Object.hasOwnProperty.call(message, "payload"))
                    object.payload = options.bytes === $String ? $util.base64.encode(message.payload, 0, message.payload.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.payload) : message.payload;
                if (message.ipIdFirst != null && $Object.hasOwnProperty.call(message, "ipIdFirst"))
                    object.ipIdFirst = message.ipIdFirst;
                if (message.payloadNumbered != null && $Object.hasOwnProperty.call(message, "payloadNumbered"))
                    object.payloadNumbered = message.payloadNumbered;
                if (message.mtu != null && $Object.hasOwnProperty.call(message, "mtu"))
                    object.mtu = message.mtu;
                return object;
            };

            /**
             * Converts this Probe to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Probe
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Probe.prototype.toJSON = function() {
                return Probe.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Probe
             * @function getTypeUrl
             * @memberof hopscope.v1.Probe
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Probe.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Probe";
            };

            return Probe;
        })();

        v1.InjectRequest = (function() {

            /**
             * Properties of an InjectRequest.
             * @typedef {Object} hopscope.v1.InjectRequest.$Properties
             * @property {string|null} [trace] InjectRequest trace
             * @property {string|null} [order] InjectRequest order
             * @property {string|null} [device] InjectRequest device
             * @property {hopscope.v1.Probe.$Properties|null} [probe] InjectRequest probe
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an InjectRequest.
             * @memberof hopscope.v1
             * @interface IInjectRequest
             * @augments hopscope.v1.InjectRequest.$Properties
             * @deprecated Use hopscope.v1.InjectRequest.$Properties instead.
             */

            /**
             * Shape of an InjectRequest.
             * @typedef {hopscope.v1.InjectRequest.$Properties} hopscope.v1.InjectRequest.$Shape
             */

            /**
             * Constructs a new InjectRequest.
             * @memberof hopscope.v1
             * @classdesc Represents an InjectRequest.
             * @constructor
             * @param {hopscope.v1.InjectRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const InjectRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * InjectRequest trace.
             * @member {string} trace
             * @memberof hopscope.v1.InjectRequest
             * @instance
             */
            InjectRequest.prototype.trace = "";

            /**
             * InjectRequest order.
             * @member {string} order
             * @memberof hopscope.v1.InjectRequest
             * @instance
             */
            InjectRequest.prototype.order = "";

            /**
             * InjectRequest device.
             * @member {string} device
             * @memberof hopscope.v1.InjectRequest
             * @instance
             */
            InjectRequest.prototype.device = "";

            /**
             * InjectRequest probe.
             * @member {hopscope.v1.Probe.$Properties|null|undefined} probe
             * @memberof hopscope.v1.InjectRequest
             * @instance
             */
            InjectRequest.prototype.probe = null;

            /**
             * Creates a new InjectRequest instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.InjectRequest
             * @static
             * @param {hopscope.v1.InjectRequest.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.InjectRequest} InjectRequest instance
             * @type {{
             *   (properties: hopscope.v1.InjectRequest.$Shape): hopscope.v1.InjectRequest & hopscope.v1.InjectRequest.$Shape;
             *   (properties?: hopscope.v1.InjectRequest.$Properties): hopscope.v1.InjectRequest;
             * }}
             */
            InjectRequest.create = function(properties) {
                return new InjectRequest(properties);
            };

            /**
             * Encodes the specified InjectRequest message. Does not implicitly {@link hopscope.v1.InjectRequest.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.InjectRequest
             * @static
             * @param {hopscope.v1.InjectRequest.$Properties} message InjectRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            InjectRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace") && message.trace !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.trace);
                if (message.order != null && $Object.hasOwnProperty.call(message, "order") && message.order !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.order);
                if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.device);
                if (message.probe != null && $Object.hasOwnProperty.call(message, "probe"))
                    $root.hopscope.v1.Probe.encode(message.probe, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an InjectRequest message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.InjectRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.InjectRequest & hopscope.v1.InjectRequest.$Shape} InjectRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            InjectRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.InjectRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.trace = value;
                            else
                                delete message.trace;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.order = value;
                            else
                                delete message.order;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.device = value;
                            else
                                delete message.device;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.probe = $root.hopscope.v1.Probe.decode(reader, reader.size(), $undefined, _depth + 1, message.probe);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an InjectRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.InjectRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.InjectRequest} InjectRequest
             */
            InjectRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.InjectRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.InjectRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.InjectRequest();
                if (object.trace != null)
                    if (typeof object.trace !== "string" || object.trace.length)
                        message.trace = $String(object.trace);
                if (object.order != null)
                    if (typeof object.order !== "string" || object.order.length)
                        message.order = $String(object.order);
                if (object.device != null)
                    if (typeof object.device !== "string" || object.device.length)
                        message.device = $String(object.device);
                if (object.probe != null) {
                    if (!$util.isObject(object.probe))
                        throw $TypeError(".hopscope.v1.InjectRequest.probe: object expected");
                    message.probe = $root.hopscope.v1.Probe.fromObject(object.probe, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from an InjectRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.InjectRequest
             * @static
             * @param {hopscope.v1.InjectRequest} message InjectRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            InjectRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.trace = "";
                    object.order = "";
                    object.device = "";
                    object.probe = null;
                }
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace"))
                    object.trace = message.trace;
                if (message.order != null && $Object.hasOwnProperty.call(message, "order"))
                    object.order = message.order;
                if (message.device != null && $Object.hasOwnProperty.call(message, "device"))
                    object.device = message.device;
                if (message.probe != null && $Object.hasOwnProperty.call(message, "probe"))
                    object.probe = $root.hopscope.v1.Probe.toObject(message.probe, options, _depth + 1);
                return object;
            };

            /**
             * Converts this InjectRequest to JSON.
             * @function toJSON
             * @memberof hopscope.v1.InjectRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            InjectRequest.prototype.toJSON = function() {
                return InjectRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for InjectRequest
             * @function getTypeUrl
             * @memberof hopscope.v1.InjectRequest
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            InjectRequest.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.InjectRequest";
            };

            return InjectRequest;
        })();

        v1.InjectResponse = (function() {

            /**
             * Properties of an InjectResponse.
             * @typedef {Object} hopscope.v1.InjectResponse.$Properties
             * @property {hopscope.v1.Failure.$Properties|null} [failure] InjectResponse failure
             * @property {number|null} [sent] InjectResponse sent
             * @property {hopscope.v1.Time.$Properties|null} [firstAt] InjectResponse firstAt
             * @property {hopscope.v1.Time.$Properties|null} [lastAt] InjectResponse lastAt
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an InjectResponse.
             * @memberof hopscope.v1
             * @interface IInjectResponse
             * @augments hopscope.v1.InjectResponse.$Properties
             * @deprecated Use hopscope.v1.InjectResponse.$Properties instead.
             */

            /**
             * Shape of an InjectResponse.
             * @typedef {hopscope.v1.InjectResponse.$Properties} hopscope.v1.InjectResponse.$Shape
             */

            /**
             * Constructs a new InjectResponse.
             * @memberof hopscope.v1
             * @classdesc Represents an InjectResponse.
             * @constructor
             * @param {hopscope.v1.InjectResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const InjectResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * InjectResponse failure.
             * @member {hopscope.v1.Failure.$Properties|null|undefined} failure
             * @memberof hopscope.v1.InjectResponse
             * @instance
             */
            InjectResponse.prototype.failure = null;

            /**
             * InjectResponse sent.
             * @member {number} sent
             * @memberof hopscope.v1.InjectResponse
             * @instance
             */
            InjectResponse.prototype.sent = 0;

            /**
             * InjectResponse firstAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} firstAt
             * @memberof hopscope.v1.InjectResponse
             * @instance
             */
            InjectResponse.prototype.firstAt = null;

            /**
             * InjectResponse lastAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} lastAt
             * @memberof hopscope.v1.InjectResponse
             * @instance
             */
            InjectResponse.prototype.lastAt = null;

            /**
             * Creates a new InjectResponse instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.InjectResponse
             * @static
             * @param {hopscope.v1.InjectResponse.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.InjectResponse} InjectResponse instance
             * @type {{
             *   (properties: hopscope.v1.InjectResponse.$Shape): hopscope.v1.InjectResponse & hopscope.v1.InjectResponse.$Shape;
             *   (properties?: hopscope.v1.InjectResponse.$Properties): hopscope.v1.InjectResponse;
             * }}
             */
            InjectResponse.create = function(properties) {
                return new InjectResponse(properties);
            };

            /**
             * Encodes the specified InjectResponse message. Does not implicitly {@link hopscope.v1.InjectResponse.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.InjectResponse
             * @static
             * @param {hopscope.v1.InjectResponse.$Properties} message InjectResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            InjectResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.hopscope.v1.Failure.encode(message.failure, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.sent != null && $Object.hasOwnProperty.call(message, "sent") && message.sent !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.sent);
                if (message.firstAt != null && $Object.hasOwnProperty.call(message, "firstAt"))
                    $root.hopscope.v1.Time.encode(message.firstAt, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.lastAt != null && $Object.hasOwnProperty.call(message, "lastAt"))
                    $root.hopscope.v1.Time.encode(message.lastAt, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an InjectResponse message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.InjectResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.InjectResponse & hopscope.v1.InjectResponse.$Shape} InjectResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            InjectResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.InjectResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hopscope.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sent = value;
                            else
                                delete message.sent;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.firstAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.firstAt);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.lastAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.lastAt);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an InjectResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.InjectResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.InjectResponse} InjectResponse
             */
            InjectResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.InjectResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.InjectResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.InjectResponse();
                if (object.failure != null) {
                    if (!$util.isObject(object.failure))
                        throw $TypeError(".hopscope.v1.InjectResponse.failure: object expected");
                    message.failure = $root.hopscope.v1.Failure.fromObject(object.failure, _depth + 1);
                }
                if (object.sent != null)
                    if ($Number(object.sent) !== 0)
                        message.sent = object.sent >>> 0;
                if (object.firstAt != null) {
                    if (!$util.isObject(object.firstAt))
                        throw $TypeError(".hopscope.v1.InjectResponse.firstAt: object expected");
                    message.firstAt = $root.hopscope.v1.Time.fromObject(object.firstAt, _depth + 1);
                }
                if (object.lastAt != null) {
                    if (!$util.isObject(object.lastAt))
                        throw $TypeError(".hopscope.v1.InjectResponse.lastAt: object expected");
                    message.lastAt = $root.hopscope.v1.Time.fromObject(object.lastAt, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from an InjectResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.InjectResponse
             * @static
             * @param {hopscope.v1.InjectResponse} message InjectResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            InjectResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.failure = null;
                    object.sent = 0;
                    object.firstAt = null;
                    object.lastAt = null;
                }
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = $root.hopscope.v1.Failure.toObject(message.failure, options, _depth + 1);
                if (message.sent != null && $Object.hasOwnProperty.call(message, "sent"))
                    object.sent = message.sent;
                if (message.firstAt != null && $Object.hasOwnProperty.call(message, "firstAt"))
                    object.firstAt = $root.hopscope.v1.Time.toObject(message.firstAt, options, _depth + 1);
                if (message.lastAt != null && $Object.hasOwnProperty.call(message, "lastAt"))
                    object.lastAt = $root.hopscope.v1.Time.toObject(message.lastAt, options, _depth + 1);
                return object;
            };

            /**
             * Converts this InjectResponse to JSON.
             * @function toJSON
             * @memberof hopscope.v1.InjectResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            InjectResponse.prototype.toJSON = function() {
                return InjectResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for InjectResponse
             * @function getTypeUrl
             * @memberof hopscope.v1.InjectResponse
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            InjectResponse.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.InjectResponse";
            };

            return InjectResponse;
        })();

        v1.ClockRequest = (function() {

            /**
             * Properties of a ClockRequest.
             * @typedef {Object} hopscope.v1.ClockRequest.$Properties
             * @property {hopscope.v1.Time.$Properties|null} [sentAt] ClockRequest sentAt
             * @property {string|null} [asker] ClockRequest asker
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ClockRequest.
             * @memberof hopscope.v1
             * @interface IClockRequest
             * @augments hopscope.v1.ClockRequest.$Properties
             * @deprecated Use hopscope.v1.ClockRequest.$Properties instead.
             */

            /**
             * Shape of a ClockRequest.
             * @typedef {hopscope.v1.ClockRequest.$Properties} hopscope.v1.ClockRequest.$Shape
             */

            /**
             * Constructs a new ClockRequest.
             * @memberof hopscope.v1
             * @classdesc Represents a ClockRequest.
             * @constructor
             * @param {hopscope.v1.ClockRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ClockRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ClockRequest sentAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} sentAt
             * @memberof hopscope.v1.ClockRequest
             * @instance
             */
            ClockRequest.prototype.sentAt = null;

            /**
             * ClockRequest asker.
             * @member {string} asker
             * @memberof hopscope.v1.ClockRequest
             * @instance
             */
            ClockRequest.prototype.asker = "";

            /**
             * Creates a new ClockRequest instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ClockRequest
             * @static
             * @param {hopscope.v1.ClockRequest.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ClockRequest} ClockRequest instance
             * @type {{
             *   (properties: hopscope.v1.ClockRequest.$Shape): hopscope.v1.ClockRequest & hopscope.v1.ClockRequest.$Shape;
             *   (properties?: hopscope.v1.ClockRequest.$Properties): hopscope.v1.ClockRequest;
             * }}
             */
            ClockRequest.create = function(properties) {
                return new ClockRequest(properties);
            };

            /**
             * Encodes the specified ClockRequest message. Does not implicitly {@link hopscope.v1.ClockRequest.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ClockRequest
             * @static
             * @param {hopscope.v1.ClockRequest.$Properties} message ClockRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ClockRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sentAt != null && $Object.hasOwnProperty.call(message, "sentAt"))
                    $root.hopscope.v1.Time.encode(message.sentAt, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.asker != null && $Object.hasOwnProperty.call(message, "asker") && message.asker !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.asker);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ClockRequest message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ClockRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ClockRequest & hopscope.v1.ClockRequest.$Shape} ClockRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ClockRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ClockRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.sentAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.sentAt);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.asker = value;
                            else
                                delete message.asker;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ClockRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ClockRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ClockRequest} ClockRequest
             */
            ClockRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ClockRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ClockRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ClockRequest();
                if (object.sentAt != null) {
                    if (!$util.isObject(object.sentAt))
                        throw $TypeError(".hopscope.v1.ClockRequest.sentAt: object expected");
                    message.sentAt = $root.hopscope.v1.Time.fromObject(object.sentAt, _depth + 1);
                }
                if (object.asker != null)
                    if (typeof object.asker !== "string" || object.asker.length)
                        message.asker = $String(object.asker);
                return message;
            };

            /**
             * Creates a plain object from a ClockRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ClockRequest
             * @static
             * @param {hopscope.v1.ClockRequest} message ClockRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ClockRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.sentAt = null;
                    object.asker = "";
                }
                if (message.sentAt != null && $Object.hasOwnProperty.call(message, "sentAt"))
                    object.sentAt = $root.hopscope.v1.Time.toObject(message.sentAt, options, _depth + 1);
                if (message.asker != null && $Object.hasOwnProperty.call(message, "asker"))
                    object.asker = message.asker;
                return object;
            };

            /**
             * Converts this ClockRequest to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ClockRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ClockRequest.prototype.toJSON = function() {
                return ClockRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ClockRequest
             * @function getTypeUrl
             * @memberof hopscope.v1.ClockRequest
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ClockRequest.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ClockRequest";
            };

            return ClockRequest;
        })();

        v1.ClockResponse = (function() {

            /**
             * Properties of a ClockResponse.
             * @typedef {Object} hopscope.v1.ClockResponse.$Properties
             * @property {hopscope.v1.Failure.$Properties|null} [failure] ClockResponse failure
             * @property {hopscope.v1.Time.$Properties|null} [receivedAt] ClockResponse receivedAt
             * @property {hopscope.v1.Time.$Properties|null} [repliedAt] ClockResponse repliedAt
             * @property {string|null} [instance] ClockResponse instance
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ClockResponse.
             * @memberof hopscope.v1
             * @interface IClockResponse
             * @augments hopscope.v1.ClockResponse.$Properties
             * @deprecated Use hopscope.v1.ClockResponse.$Properties instead.
             */

            /**
             * Shape of a ClockResponse.
             * @typedef {hopscope.v1.ClockResponse.$Properties} hopscope.v1.ClockResponse.$Shape
             */

            /**
             * Constructs a new ClockResponse.
             * @memberof hopscope.v1
             * @classdesc Represents a ClockResponse.
             * @constructor
             * @param {hopscope.v1.ClockResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ClockResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ClockResponse failure.
             * @member {hopscope.v1.Failure.$Properties|null|undefined} failure
             * @memberof hopscope.v1.ClockResponse
             * @instance
             */
            ClockResponse.prototype.failure = null;

            /**
             * ClockResponse receivedAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} receivedAt
             * @memberof hopscope.v1.ClockResponse
             * @instance
             */
            ClockResponse.prototype.receivedAt = null;

            /**
             * ClockResponse repliedAt.
             * @member {hopscope.v1.Time.$Properties|null|undefined} repliedAt
             * @memberof hopscope.v1.ClockResponse
             * @instance
             */
            ClockResponse.prototype.repliedAt = null;

            /**
             * ClockResponse instance.
             * @member {string} instance
             * @memberof hopscope.v1.ClockResponse
             * @instance
             */
            ClockResponse.prototype.instance = "";

            /**
             * Creates a new ClockResponse instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ClockResponse
             * @static
             * @param {hopscope.v1.ClockResponse.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ClockResponse} ClockResponse instance
             * @type {{
             *   (properties: hopscope.v1.ClockResponse.$Shape): hopscope.v1.ClockResponse & hopscope.v1.ClockResponse.$Shape;
             *   (properties?: hopscope.v1.ClockResponse.$Properties): hopscope.v1.ClockResponse;
             * }}
             */
            ClockResponse.create = function(properties) {
                return new ClockResponse(properties);
            };

            /**
             * Encodes the specified ClockResponse message. Does not implicitly {@link hopscope.v1.ClockResponse.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ClockResponse
             * @static
             * @param {hopscope.v1.ClockResponse.$Properties} message ClockResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ClockResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.hopscope.v1.Failure.encode(message.failure, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.receivedAt != null && $Object.hasOwnProperty.call(message, "receivedAt"))
                    $root.hopscope.v1.Time.encode(message.receivedAt, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.repliedAt != null && $Object.hasOwnProperty.call(message, "repliedAt"))
                    $root.hopscope.v1.Time.encode(message.repliedAt, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.instance);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ClockResponse message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ClockResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ClockResponse & hopscope.v1.ClockResponse.$Shape} ClockResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ClockResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ClockResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hopscope.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.receivedAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.receivedAt);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.repliedAt = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.repliedAt);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.instance = value;
                            else
                                delete message.instance;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ClockResponse message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ClockResponse
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ClockResponse} ClockResponse
             */
            ClockResponse.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ClockResponse)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ClockResponse: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ClockResponse();
                if (object.failure != null) {
                    if (!$util.isObject(object.failure))
                        throw $TypeError(".hopscope.v1.ClockResponse.failure: object expected");
                    message.failure = $root.hopscope.v1.Failure.fromObject(object.failure, _depth + 1);
                }
                if (object.receivedAt != null) {
                    if (!$util.isObject(object.receivedAt))
                        throw $TypeError(".hopscope.v1.ClockResponse.receivedAt: object expected");
                    message.receivedAt = $root.hopscope.v1.Time.fromObject(object.receivedAt, _depth + 1);
                }
                if (object.repliedAt != null) {
                    if (!$util.isObject(object.repliedAt))
                        throw $TypeError(".hopscope.v1.ClockResponse.repliedAt: object expected");
                    message.repliedAt = $root.hopscope.v1.Time.fromObject(object.repliedAt, _depth + 1);
                }
                if (object.instance != null)
                    if (typeof object.instance !== "string" || object.instance.length)
                        message.instance = $String(object.instance);
                return message;
            };

            /**
             * Creates a plain object from a ClockResponse message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ClockResponse
             * @static
             * @param {hopscope.v1.ClockResponse} message ClockResponse
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ClockResponse.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.failure = null;
                    object.receivedAt = null;
                    object.repliedAt = null;
                    object.instance = "";
                }
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    object.failure = $root.hopscope.v1.Failure.toObject(message.failure, options, _depth + 1);
                if (message.receivedAt != null && $Object.hasOwnProperty.call(message, "receivedAt"))
                    object.receivedAt = $root.hopscope.v1.Time.toObject(message.receivedAt, options, _depth + 1);
                if (message.repliedAt != null && $Object.hasOwnProperty.call(message, "repliedAt"))
                    object.repliedAt = $root.hopscope.v1.Time.toObject(message.repliedAt, options, _depth + 1);
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance"))
                    object.instance = message.instance;
                return object;
            };

            /**
             * Converts this ClockResponse to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ClockResponse
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ClockResponse.prototype.toJSON = function() {
                return ClockResponse.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ClockResponse
             * @function getTypeUrl
             * @memberof hopscope.v1.ClockResponse
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ClockResponse.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ClockResponse";
            };

            return ClockResponse;
        })();

        v1.Parcel = (function() {

            /**
             * Properties of a Parcel.
             * @typedef {Object} hopscope.v1.Parcel.$Properties
             * @property {number|null} [sequence] Parcel sequence
             * @property {hopscope.v1.Sightings.$Properties|null} [sightings] Parcel sightings
             * @property {hopscope.v1.Evidence.$Properties|null} [evidence] Parcel evidence
             * @property {hopscope.v1.ConntrackEvents.$Properties|null} [conntrack] Parcel conntrack
             * @property {hopscope.v1.Event.$Properties|null} [event] Parcel event
             * @property {hopscope.v1.Digests.$Properties|null} [digests] Parcel digests
             * @property {"sightings"|"evidence"|"conntrack"|"event"|"digests"} [content] Parcel content
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Parcel.
             * @memberof hopscope.v1
             * @interface IParcel
             * @augments hopscope.v1.Parcel.$Properties
             * @deprecated Use hopscope.v1.Parcel.$Properties instead.
             */

            /**
             * Narrowed shape of a Parcel.
             * @typedef {{
             *   sequence?: number|null;
             *   sightings?: hopscope.v1.Sightings.$Shape|null;
             *   evidence?: hopscope.v1.Evidence.$Shape|null;
             *   conntrack?: hopscope.v1.ConntrackEvents.$Shape|null;
             *   event?: hopscope.v1.Event.$Shape|null;
             *   digests?: hopscope.v1.Digests.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ content?: undefined; sightings?: null; evidence?: null; conntrack?: null; event?: null; digests?: null }|{ content?: "sightings"; sightings: hopscope.v1.Sightings.$Shape; evidence?: null; conntrack?: null; event?: null; digests?: null }|{ content?: "evidence"; sightings?: null; evidence: hopscope.v1.Evidence.$Shape; conntrack?: null; event?: null; digests?: null }|{ content?: "conntrack"; sightings?: null; evidence?: null; conntrack: hopscope.v1.ConntrackEvents.$Shape; event?: null; digests?: null }|{ content?: "event"; sightings?: null; evidence?: null; conntrack?: null; event: hopscope.v1.Event.$Shape; digests?: null }|{ content?: "digests"; sightings?: null; evidence?: null; conntrack?: null; event?: null; digests: hopscope.v1.Digests.$Shape })
             * )} hopscope.v1.Parcel.$Shape
             */

            /**
             * Constructs a new Parcel.
             * @memberof hopscope.v1
             * @classdesc Represents a Parcel.
             * @constructor
             * @param {hopscope.v1.Parcel.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Parcel = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Parcel sequence.
             * @member {number} sequence
             * @memberof hopscope.v1.Parcel
             * @instance
             */
            Parcel.prototype.sequence = 0;

            /**
             * Parcel sightings.
             * @member {hopscope.v1.Sightings.$Properties|null|undefined} sightings
             * @memberof hopscope.v1.Parcel
             * @instance
             */
            Parcel.prototype.sightings = null;

            /**
             * Parcel evidence.
             * @member {hopscope.v1.Evidence.$Properties|null|undefined} evidence
             * @memberof hopscope.v1.Parcel
             * @instance
             */
            Parcel.prototype.evidence = null;

            /**
             * Parcel conntrack.
             * @member {hopscope.v1.ConntrackEvents.$Properties|null|undefined} conntrack
             * @memberof hopscope.v1.Parcel
             * @instance
             */
            Parcel.prototype.conntrack = null;

            /**
             * Parcel event.
             * @member {hopscope.v1.Event.$Properties|null|undefined} event
             * @memberof hopscope.v1.Parcel
             * @instance
             */
            Parcel.prototype.event = null;

            /**
             * Parcel digests.
             * @member {hopscope.v1.Digests.$Properties|null|undefined} digests
             * @memberof hopscope.v1.Parcel
             * @instance
             */
            Parcel.prototype.digests = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Parcel content.
             * @member {"sightings"|"evidence"|"conntrack"|"event"|"digests"|undefined} content
             * @memberof hopscope.v1.Parcel
             * @instance
             */
            $Object.defineProperty(Parcel.prototype, "content", {
                get: $util.oneOfGetter($oneOfFields = ["sightings", "evidence", "conntrack", "event", "digests"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Parcel instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Parcel
             * @static
             * @param {hopscope.v1.Parcel.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Parcel} Parcel instance
             * @type {{
             *   (properties: hopscope.v1.Parcel.$Shape): hopscope.v1.Parcel & hopscope.v1.Parcel.$Shape;
             *   (properties?: hopscope.v1.Parcel.$Properties): hopscope.v1.Parcel;
             * }}
             */
            Parcel.create = function(properties) {
                return new Parcel(properties);
            };

            /**
             * Encodes the specified Parcel message. Does not implicitly {@link hopscope.v1.Parcel.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Parcel
             * @static
             * @param {hopscope.v1.Parcel.$Properties} message Parcel message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Parcel.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.sequence);
                if (message.sightings != null && $Object.hasOwnProperty.call(message, "sightings"))
                    $root.hopscope.v1.Sightings.encode(message.sightings, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence"))
                    $root.hopscope.v1.Evidence.encode(message.evidence, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.conntrack != null && $Object.hasOwnProperty.call(message, "conntrack"))
                    $root.hopscope.v1.ConntrackEvents.encode(message.conntrack, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.event != null && $Object.hasOwnProperty.call(message, "event"))
                    $root.hopscope.v1.Event.encode(message.event, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.digests != null && $Object.hasOwnProperty.call(message, "digests"))
                    $root.hopscope.v1.Digests.encode(message.digests, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Parcel message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Parcel
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Parcel & hopscope.v1.Parcel.$Shape} Parcel
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Parcel.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Parcel();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.sightings = $root.hopscope.v1.Sightings.decode(reader, reader.size(), $undefined, _depth + 1, message.sightings);
                            message.content = "sightings";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.evidence = $root.hopscope.v1.Evidence.decode(reader, reader.size(), $undefined, _depth + 1, message.evidence);
                            message.content = "evidence";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.conntrack = $root.hopscope.v1.ConntrackEvents.decode(reader, reader.size(), $undefined, _depth + 1, message.conntrack);
                            message.content = "conntrack";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.event = $root.hopscope.v1.Event.decode(reader, reader.size(), $undefined, _depth + 1, message.event);
                            message.content = "event";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.digests = $root.hopscope.v1.Digests.decode(reader, reader.size(), $undefined, _depth + 1, message.digests);
                            message.content = "digests";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Parcel message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Parcel
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Parcel} Parcel
             */
            Parcel.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Parcel)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Parcel: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Parcel();
                if (object.sequence != null)
                    if ($Number(object.sequence) !== 0)
                        message.sequence = object.sequence >>> 0;
                if (object.sightings != null) {
                    if (!$util.isObject(object.sightings))
                        throw $TypeError(".hopscope.v1.Parcel.sightings: object expected");
                    message.sightings = $root.hopscope.v1.Sightings.fromObject(object.sightings, _depth + 1);
                }
                if (object.evidence != null) {
                    if (!$util.isObject(object.evidence))
                        throw $TypeError(".hopscope.v1.Parcel.evidence: object expected");
                    message.evidence = $root.hopscope.v1.Evidence.fromObject(object.evidence, _depth + 1);
                }
                if (object.conntrack != null) {
                    if (!$util.isObject(object.conntrack))
                        throw $TypeError(".hopscope.v1.Parcel.conntrack: object expected");
                    message.conntrack = $root.hopscope.v1.ConntrackEvents.fromObject(object.conntrack, _depth + 1);
                }
                if (object.event != null) {
                    if (!$util.isObject(object.event))
                        throw $TypeError(".hopscope.v1.Parcel.event: object expected");
                    message.event = $root.hopscope.v1.Event.fromObject(object.event, _depth + 1);
                }
                if (object.digests != null) {
                    if (!$util.isObject(object.digests))
                        throw $TypeError(".hopscope.v1.Parcel.digests: object expected");
                    message.digests = $root.hopscope.v1.Digests.fromObject(object.digests, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a Parcel message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Parcel
             * @static
             * @param {hopscope.v1.Parcel} message Parcel
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Parcel.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    object.sequence = 0;
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence"))
                    object.sequence = message.sequence;
                if (message.sightings != null && $Object.hasOwnProperty.call(message, "sightings")) {
                    object.sightings = $root.hopscope.v1.Sightings.toObject(message.sightings, options, _depth + 1);
                    if (options.oneofs)
                        object.content = "sightings";
                }
                if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence")) {
                    object.evidence = $root.hopscope.v1.Evidence.toObject(message.evidence, options, _depth + 1);
                    if (options.oneofs)
                        object.content = "evidence";
                }
                if (message.conntrack != null && $Object.hasOwnProperty.call(message, "conntrack")) {
                    object.conntrack = $root.hopscope.v1.ConntrackEvents.toObject(message.conntrack, options, _depth + 1);
                    if (options.oneofs)
                        object.content = "conntrack";
                }
                if (message.event != null && $Object.hasOwnProperty.call(message, "event")) {
                    object.event = $root.hopscope.v1.Event.toObject(message.event, options, _depth + 1);
                    if (options.oneofs)
                        object.content = "event";
                }
                if (message.digests != null && $Object.hasOwnProperty.call(message, "digests")) {
                    object.digests = $root.hopscope.v1.Digests.toObject(message.digests, options, _depth + 1);
                    if (options.oneofs)
                        object.content = "digests";
                }
                return object;
            };

            /**
             * Converts this Parcel to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Parcel
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Parcel.prototype.toJSON = function() {
                return Parcel.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Parcel
             * @function getTypeUrl
             * @memberof hopscope.v1.Parcel
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Parcel.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Parcel";
            };

            return Parcel;
        })();

        v1.Sightings = (function() {

            /**
             * Properties of a Sightings.
             * @typedef {Object} hopscope.v1.Sightings.$Properties
             * @property {number|null} [capture] Sightings capture
             * @property {number|null} [count] Sightings count
             * @property {Uint8Array|null} [sec] Sightings sec
             * @property {Uint8Array|null} [nsec] Sightings nsec
             * @property {Uint8Array|null} [side] Sightings side
             * @property {Uint8Array|null} [originalBytes] Sightings originalBytes
             * @property {Uint8Array|null} [capturedBytes] Sightings capturedBytes
             * @property {Uint8Array|null} [frames] Sightings frames
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Sightings.
             * @memberof hopscope.v1
             * @interface ISightings
             * @augments hopscope.v1.Sightings.$Properties
             * @deprecated Use hopscope.v1.Sightings.$Properties instead.
             */

            /**
             * Shape of a Sightings.
             * @typedef {hopscope.v1.Sightings.$Properties} hopscope.v1.Sightings.$Shape
             */

            /**
             * Constructs a new Sightings.
             * @memberof hopscope.v1
             * @classdesc Represents a Sightings.
             * @constructor
             * @param {hopscope.v1.Sightings.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Sightings = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Sightings capture.
             * @member {number} capture
             * @memberof hopscope.v1.Sightings
             * @instance
             */
            Sightings.prototype.capture = 0;

            /**
             * Sightings count.
             * @member {number} count
             * @memberof hopscope.v1.Sightings
             * @instance
             */
            Sightings.prototype.count = 0;

            /**
             * Sightings sec.
             * @member {Uint8Array} sec
             * @memberof hopscope.v1.Sightings
             * @instance
             */
            Sightings.prototype.sec = $util.newBuffer([]);

            /**
             * Sightings nsec.
             * @member {Uint8Array} nsec
             * @memberof hopscope.v1.Sightings
             * @instance
             */
            Sightings.prototype.nsec = $util.newBuffer([]);

            /**
             * Sightings side.
             * @member {Uint8Array} side
             * @memberof hopscope.v1.Sightings
             * @instance
             */
            Sightings.prototype.side = $util.newBuffer([]);

            /**
             * Sightings originalBytes.
             * @member {Uint8Array} originalBytes
             * @memberof hopscope.v1.Sightings
             * @instance
             */
            Sightings.prototype.originalBytes = $util.newBuffer([]);

            /**
             * Sightings capturedBytes.
             * @member {Uint8Array} capturedBytes
             * @memberof hopscope.v1.Sightings
             * @instance
             */
            Sightings.prototype.capturedBytes = $util.newBuffer([]);

            /**
             * Sightings frames.
             * @member {Uint8Array} frames
             * @memberof hopscope.v1.Sightings
             * @instance
             */
            Sightings.prototype.frames = $util.newBuffer([]);

            /**
             * Creates a new Sightings instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Sightings
             * @static
             * @param {hopscope.v1.Sightings.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Sightings} Sightings instance
             * @type {{
             *   (properties: hopscope.v1.Sightings.$Shape): hopscope.v1.Sightings & hopscope.v1.Sightings.$Shape;
             *   (properties?: hopscope.v1.Sightings.$Properties): hopscope.v1.Sightings;
             * }}
             */
            Sightings.create = function(properties) {
                return new Sightings(properties);
            };

            /**
             * Encodes the specified Sightings message. Does not implicitly {@link hopscope.v1.Sightings.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Sightings
             * @static
             * @param {hopscope.v1.Sightings.$Properties} message Sightings message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Sightings.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture") && message.capture !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.capture);
                if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.count);
                if (message.sec != null && $Object.hasOwnProperty.call(message, "sec") && message.sec.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.sec);
                if (message.nsec != null && $Object.hasOwnProperty.call(message, "nsec") && message.nsec.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.nsec);
                if (message.side != null && $Object.hasOwnProperty.call(message, "side") && message.side.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.side);
                if (message.originalBytes != null && $Object.hasOwnProperty.call(message, "originalBytes") && message.originalBytes.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.originalBytes);
                if (message.capturedBytes != null && $Object.hasOwnProperty.call(message, "capturedBytes") && message.capturedBytes.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.capturedBytes);
                if (message.frames != null && $Object.hasOwnProperty.call(message, "frames") && message.frames.length)
                    writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.frames);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Sightings message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Sightings
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Sightings & hopscope.v1.Sightings.$Shape} Sightings
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Sightings.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Sightings();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.capture = value;
                            else
                                delete message.capture;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.count = value;
                            else
                                delete message.count;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sec = value;
                            else
                                delete message.sec;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.nsec = value;
                            else
                                delete message.nsec;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.side = value;
                            else
                                delete message.side;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.originalBytes = value;
                            else
                                delete message.originalBytes;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.capturedBytes = value;
                            else
                                delete message.capturedBytes;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.frames = value;
                            else
                                delete message.frames;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Sightings message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Sightings
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Sightings} Sightings
             */
            Sightings.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Sightings)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Sightings: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Sightings();
                if (object.capture != null)
                    if ($Number(object.capture) !== 0)
                        message.capture = object.capture >>> 0;
                if (object.count != null)
                    if ($Number(object.count) !== 0)
                        message.count = object.count >>> 0;
                if (object.sec != null)
                    if (object.sec.length)
                        if (typeof object.sec === "string")
                            $util.base64.decode(object.sec, message.sec = $util.newBuffer($util.base64.length(object.sec)), 0);
                        else if (object.sec.length >= 0)
                            message.sec = object.sec;
                if (object.nsec != null)
                    if (object.nsec.length)
                        if (typeof object.nsec === "string")
                            $util.base64.decode(object.nsec, message.nsec = $util.newBuffer($util.base64.length(object.nsec)), 0);
                        else if (object.nsec.length >= 0)
                            message.nsec = object.nsec;
                if (object.side != null)
                    if (object.side.length)
                        if (typeof object.side === "string")
                            $util.base64.decode(object.side, message.side = $util.newBuffer($util.base64.length(object.side)), 0);
                        else if (object.side.length >= 0)
                            message.side = object.side;
                if (object.originalBytes != null)
                    if (object.originalBytes.length)
                        if (typeof object.originalBytes === "string")
                            $util.base64.decode(object.originalBytes, message.originalBytes = $util.newBuffer($util.base64.length(object.originalBytes)), 0);
                        else if (object.originalBytes.length >= 0)
                            message.originalBytes = object.originalBytes;
                if (object.capturedBytes != null)
                    if (object.capturedBytes.length)
                        if (typeof object.capturedBytes === "string")
                            $util.base64.decode(object.capturedBytes, message.capturedBytes = $util.newBuffer($util.base64.length(object.capturedBytes)), 0);
                        else if (object.capturedBytes.length >= 0)
                            message.capturedBytes = object.capturedBytes;
                if (object.frames != null)
                    if (object.frames.length)
                        if (typeof object.frames === "string")
                            $util.base64.decode(object.frames, message.frames = $util.newBuffer($util.base64.length(object.frames)), 0);
                        else if (object.frames.length >= 0)
                            message.frames = object.frames;
                return message;
            };

            /**
             * Creates a plain object from a Sightings message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Sightings
             * @static
             * @param {hopscope.v1.Sightings} message Sightings
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Sightings.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.capture = 0;
                    object.count = 0;
                    if (options.bytes === $String)
                        object.sec = "";
                    else {
                        object.sec = [];
                        if (options.bytes !== $Array)
                            object.sec = $util.newBuffer(object.sec);
                    }
                    if (options.bytes === $String)
                        object.nsec = "";
                    else {
                        object.nsec = [];
                        if (options.bytes !== $Array)
                            object.nsec = $util.newBuffer(object.nsec);
                    }
                    if (options.bytes === $String)
                        object.side = "";
                    else {
                        object.side = [];
                        if (options.bytes !== $Array)
                            object.side = $util.newBuffer(object.side);
                    }
                    if (options.bytes === $String)
                        object.originalBytes = "";
                    else {
                        object.originalBytes = [];
                        if (options.bytes !== $Array)
                            object.originalBytes = $util.newBuffer(object.originalBytes);
                    }
                    if (options.bytes === $String)
                        object.capturedBytes = "";
                    else {
                        object.capturedBytes = [];
                        if (options.bytes !== $Array)
                            object.capturedBytes = $util.newBuffer(object.capturedBytes);
                    }
                    if (options.bytes === $String)
                        object.frames = "";
                    else {
                        object.frames = [];
                        if (options.bytes !== $Array)
                            object.frames = $util.newBuffer(object.frames);
                    }
                }
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture"))
                    object.capture = message.capture;
                if (message.count != null && $Object.hasOwnProperty.call(message, "count"))
                    object.count = message.count;
                if (message.sec != null && $Object.hasOwnProperty.call(message, "sec"))
                    object.sec = options.bytes === $String ? $util.base64.encode(message.sec, 0, message.sec.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.sec) : message.sec;
                if (message.nsec != null && $Object.hasOwnProperty.call(message, "nsec"))
                    object.nsec = options.bytes === $String ? $util.base64.encode(message.nsec, 0, message.nsec.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.nsec) : message.nsec;
                if (message.side != null && $Object.hasOwnProperty.call(message, "side"))
                    object.side = options.bytes === $String ? $util.base64.encode(message.side, 0, message.side.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.side) : message.side;
                if (message.originalBytes != null && $Object.hasOwnProperty.call(message, "originalBytes"))
                    object.originalBytes = options.bytes === $String ? $util.base64.encode(message.originalBytes, 0, message.originalBytes.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.originalBytes) : message.originalBytes;
                if (message.capturedBytes != null && $Object.hasOwnProperty.call(message, "capturedBytes"))
                    object.capturedBytes = options.bytes === $String ? $util.base64.encode(message.capturedBytes, 0, message.capturedBytes.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.capturedBytes) : message.capturedBytes;
                if (message.frames != null && $Object.hasOwnProperty.call(message, "frames"))
                    object.frames = options.bytes === $String ? $util.base64.encode(message.frames, 0, message.frames.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.frames) : message.frames;
                return object;
            };

            /**
             * Converts this Sightings to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Sightings
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Sightings.prototype.toJSON = function() {
                return Sightings.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Sightings
             * @function getTypeUrl
             * @memberof hopscope.v1.Sightings
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Sightings.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Sightings";
            };

            return Sightings;
        })();

        v1.Digests = (function() {

            /**
             * Properties of a Digests.
             * @typedef {Object} hopscope.v1.Digests.$Properties
             * @property {number|null} [capture] Digests capture
             * @property {number|null} [count] Digests count
             * @property {Uint8Array|null} [rows] Digests rows
             * @property {number|null} [sampleShift] Digests sampleShift
             * @property {number|null} [baseSec] Digests baseSec
             * @property {Uint8Array|null} [heads] Digests heads
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Digests.
             * @memberof hopscope.v1
             * @interface IDigests
             * @augments hopscope.v1.Digests.$Properties
             * @deprecated Use hopscope.v1.Digests.$Properties instead.
             */

            /**
             * Shape of a Digests.
             * @typedef {hopscope.v1.Digests.$Properties} hopscope.v1.Digests.$Shape
             */

            /**
             * Constructs a new Digests.
             * @memberof hopscope.v1
             * @classdesc Represents a Digests.
             * @constructor
             * @param {hopscope.v1.Digests.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Digests = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Digests capture.
             * @member {number} capture
             * @memberof hopscope.v1.Digests
             * @instance
             */
            Digests.prototype.capture = 0;

            /**
             * Digests count.
             * @member {number} count
             * @memberof hopscope.v1.Digests
             * @instance
             */
            Digests.prototype.count = 0;

            /**
             * Digests rows.
             * @member {Uint8Array} rows
             * @memberof hopscope.v1.Digests
             * @instance
             */
            Digests.prototype.rows = $util.newBuffer([]);

            /**
             * Digests sampleShift.
             * @member {number} sampleShift
             * @memberof hopscope.v1.Digests
             * @instance
             */
            Digests.prototype.sampleShift = 0;

            /**
             * Digests baseSec.
             * @member {number} baseSec
             * @memberof hopscope.v1.Digests
             * @instance
             */
            Digests.prototype.baseSec = 0;

            /**
             * Digests heads.
             * @member {Uint8Array} heads
             * @memberof hopscope.v1.Digests
             * @instance
             */
            Digests.prototype.heads = $util.newBuffer([]);

            /**
             * Creates a new Digests instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Digests
             * @static
             * @param {hopscope.v1.Digests.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Digests} Digests instance
             * @type {{
             *   (properties: hopscope.v1.Digests.$Shape): hopscope.v1.Digests & hopscope.v1.Digests.$Shape;
             *   (properties?: hopscope.v1.Digests.$Properties): hopscope.v1.Digests;
             * }}
             */
            Digests.create = function(properties) {
                return new Digests(properties);
            };

            /**
             * Encodes the specified Digests message. Does not implicitly {@link hopscope.v1.Digests.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Digests
             * @static
             * @param {hopscope.v1.Digests.$Properties} message Digests message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Digests.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture") && message.capture !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.capture);
                if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.count);
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.rows);
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift") && message.sampleShift !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.sampleShift);
                if (message.baseSec != null && $Object.hasOwnProperty.call(message, "baseSec") && message.baseSec !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.baseSec);
                if (message.heads != null && $Object.hasOwnProperty.call(message, "heads") && message.heads.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.heads);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Digests message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Digests
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Digests & hopscope.v1.Digests.$Shape} Digests
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Digests.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Digests();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.capture = value;
                            else
                                delete message.capture;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.count = value;
                            else
                                delete message.count;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.rows = value;
                            else
                                delete message.rows;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sampleShift = value;
                            else
                                delete message.sampleShift;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.baseSec = value;
                            else
                                delete message.baseSec;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.heads = value;
                            else
                                delete message.heads;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Digests message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Digests
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Digests} Digests
             */
            Digests.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Digests)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Digests: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Digests();
                if (object.capture != null)
                    if ($Number(object.capture) !== 0)
                        message.capture = object.capture >>> 0;
                if (object.count != null)
                    if ($Number(object.count) !== 0)
                        message.count = object.count >>> 0;
                if (object.rows != null)
                    if (object.rows.length)
                        if (typeof object.rows === "string")
                            $util.base64.decode(object.rows, message.rows = $util.newBuffer($util.base64.length(object.rows)), 0);
                        else if (object.rows.length >= 0)
                            message.rows = object.rows;
                if (object.sampleShift != null)
                    if ($Number(object.sampleShift) !== 0)
                        message.sampleShift = object.sampleShift >>> 0;
                if (object.baseSec != null)
                    if ($Number(object.baseSec) !== 0)
                        message.baseSec = object.baseSec >>> 0;
                if (object.heads != null)
                    if (object.heads.length)
                        if (typeof object.heads === "string")
                            $util.base64.decode(object.heads, message.heads = $util.newBuffer($util.base64.length(object.heads)), 0);
                        else if (object.heads.length >= 0)
                            message.heads = object.heads;
                return message;
            };

            /**
             * Creates a plain object from a Digests message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Digests
             * @static
             * @param {hopscope.v1.Digests} message Digests
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Digests.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.capture = 0;
                    object.count = 0;
                    if (options.bytes === $String)
                        object.rows = "";
                    else {
                        object.rows = [];
                        if (options.bytes !== $Array)
                            object.rows = $util.newBuffer(object.rows);
                    }
                    object.sampleShift = 0;
                    object.baseSec = 0;
                    if (options.bytes === $String)
                        object.heads = "";
                    else {
                        object.heads = [];
                        if (options.bytes !== $Array)
                            object.heads = $util.newBuffer(object.heads);
                    }
                }
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture"))
                    object.capture = message.capture;
                if (message.count != null && $Object.hasOwnProperty.call(message, "count"))
                    object.count = message.count;
                if (message.rows != null && $Object.hasOwnProperty.call(message, "rows"))
                    object.rows = options.bytes === $String ? $util.base64.encode(message.rows, 0, message.rows.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.rows) : message.rows;
                if (message.sampleShift != null && $Object.hasOwnProperty.call(message, "sampleShift"))
                    object.sampleShift = message.sampleShift;
                if (message.baseSec != null && $Object.hasOwnProperty.call(message, "baseSec"))
                    object.baseSec = message.baseSec;
                if (message.heads != null && $Object.hasOwnProperty.call(message, "heads"))
                    object.heads = options.bytes === $String ? $util.base64.encode(message.heads, 0, message.heads.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.heads) : message.heads;
                return object;
            };

            /**
             * Converts this Digests to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Digests
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Digests.prototype.toJSON = function() {
                return Digests.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Digests
             * @function getTypeUrl
             * @memberof hopscope.v1.Digests
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Digests.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Digests";
            };

            return Digests;
        })();

        v1.ConntrackEvents = (function() {

            /**
             * Properties of a ConntrackEvents.
             * @typedef {Object} hopscope.v1.ConntrackEvents.$Properties
             * @property {string|null} [netns] ConntrackEvents netns
             * @property {string|null} [text] ConntrackEvents text
             * @property {Uint8Array|null} [messages] ConntrackEvents messages
             * @property {Uint8Array|null} [sec] ConntrackEvents sec
             * @property {Uint8Array|null} [nsec] ConntrackEvents nsec
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConntrackEvents.
             * @memberof hopscope.v1
             * @interface IConntrackEvents
             * @augments hopscope.v1.ConntrackEvents.$Properties
             * @deprecated Use hopscope.v1.ConntrackEvents.$Properties instead.
             */

            /**
             * Shape of a ConntrackEvents.
             * @typedef {hopscope.v1.ConntrackEvents.$Properties} hopscope.v1.ConntrackEvents.$Shape
             */

            /**
             * Constructs a new ConntrackEvents.
             * @memberof hopscope.v1
             * @classdesc Represents a ConntrackEvents.
             * @constructor
             * @param {hopscope.v1.ConntrackEvents.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConntrackEvents = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConntrackEvents netns.
             * @member {string} netns
             * @memberof hopscope.v1.ConntrackEvents
             * @instance
             */
            ConntrackEvents.prototype.netns = "";

            /**
             * ConntrackEvents text.
             * @member {string} text
             * @memberof hopscope.v1.ConntrackEvents
             * @instance
             */
            ConntrackEvents.prototype.text = "";

            /**
             * ConntrackEvents messages.
             * @member {Uint8Array} messages
             * @memberof hopscope.v1.ConntrackEvents
             * @instance
             */
            ConntrackEvents.prototype.messages = $util.newBuffer([]);

            /**
             * ConntrackEvents sec.
             * @member {Uint8Array} sec
             * @memberof hopscope.v1.ConntrackEvents
             * @instance
             */
            ConntrackEvents.prototype.sec = $util.newBuffer([]);

            /**
             * ConntrackEvents nsec.
             * @member {Uint8Array} nsec
             * @memberof hopscope.v1.ConntrackEvents
             * @instance
             */
            ConntrackEvents.prototype.nsec = $util.newBuffer([]);

            /**
             * Creates a new ConntrackEvents instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.ConntrackEvents
             * @static
             * @param {hopscope.v1.ConntrackEvents.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.ConntrackEvents} ConntrackEvents instance
             * @type {{
             *   (properties: hopscope.v1.ConntrackEvents.$Shape): hopscope.v1.ConntrackEvents & hopscope.v1.ConntrackEvents.$Shape;
             *   (properties?: hopscope.v1.ConntrackEvents.$Properties): hopscope.v1.ConntrackEvents;
             * }}
             */
            ConntrackEvents.create = function(properties) {
                return new ConntrackEvents(properties);
            };

            /**
             * Encodes the specified ConntrackEvents message. Does not implicitly {@link hopscope.v1.ConntrackEvents.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.ConntrackEvents
             * @static
             * @param {hopscope.v1.ConntrackEvents.$Properties} message ConntrackEvents message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConntrackEvents.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns") && message.netns !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.netns);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.text);
                if (message.messages != null && $Object.hasOwnProperty.call(message, "messages") && message.messages.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.messages);
                if (message.sec != null && $Object.hasOwnProperty.call(message, "sec") && message.sec.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.sec);
                if (message.nsec != null && $Object.hasOwnProperty.call(message, "nsec") && message.nsec.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.nsec);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConntrackEvents message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.ConntrackEvents
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.ConntrackEvents & hopscope.v1.ConntrackEvents.$Shape} ConntrackEvents
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConntrackEvents.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.ConntrackEvents();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.netns = value;
                            else
                                delete message.netns;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.messages = value;
                            else
                                delete message.messages;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sec = value;
                            else
                                delete message.sec;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.nsec = value;
                            else
                                delete message.nsec;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ConntrackEvents message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.ConntrackEvents
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.ConntrackEvents} ConntrackEvents
             */
            ConntrackEvents.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.ConntrackEvents)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.ConntrackEvents: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.ConntrackEvents();
                if (object.netns != null)
                    if (typeof object.netns !== "string" || object.netns.length)
                        message.netns = $String(object.netns);
                if (object.text != null)
                    if (typeof object.text !== "string" || object.text.length)
                        message.text = $String(object.text);
                if (object.messages != null)
                    if (object.messages.length)
                        if (typeof object.messages === "string")
                            $util.base64.decode(object.messages, message.messages = $util.newBuffer($util.base64.length(object.messages)), 0);
                        else if (object.messages.length >= 0)
                            message.messages = object.messages;
                if (object.sec != null)
                    if (object.sec.length)
                        if (typeof object.sec === "string")
                            $util.base64.decode(object.sec, message.sec = $util.newBuffer($util.base64.length(object.sec)), 0);
                        else if (object.sec.length >= 0)
                            message.sec = object.sec;
                if (object.nsec != null)
                    if (object.nsec.length)
                        if (typeof object.nsec === "string")
                            $util.base64.decode(object.nsec, message.nsec = $util.newBuffer($util.base64.length(object.nsec)), 0);
                        else if (object.nsec.length >= 0)
                            message.nsec = object.nsec;
                return message;
            };

            /**
             * Creates a plain object from a ConntrackEvents message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.ConntrackEvents
             * @static
             * @param {hopscope.v1.ConntrackEvents} message ConntrackEvents
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ConntrackEvents.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.netns = "";
                    object.text = "";
                    if (options.bytes === $String)
                        object.messages = "";
                    else {
                        object.messages = [];
                        if (options.bytes !== $Array)
                            object.messages = $util.newBuffer(object.messages);
                    }
                    if (options.bytes === $String)
                        object.sec = "";
                    else {
                        object.sec = [];
                        if (options.bytes !== $Array)
                            object.sec = $util.newBuffer(object.sec);
                    }
                    if (options.bytes === $String)
                        object.nsec = "";
                    else {
                        object.nsec = [];
                        if (options.bytes !== $Array)
                            object.nsec = $util.newBuffer(object.nsec);
                    }
                }
                if (message.netns != null && $Object.hasOwnProperty.call(message, "netns"))
                    object.netns = message.netns;
                if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                    object.text = message.text;
                if (message.messages != null && $Object.hasOwnProperty.call(message, "messages"))
                    object.messages = options.bytes === $String ? $util.base64.encode(message.messages, 0, message.messages.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.messages) : message.messages;
                if (message.sec != null && $Object.hasOwnProperty.call(message, "sec"))
                    object.sec = options.bytes === $String ? $util.base64.encode(message.sec, 0, message.sec.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.sec) : message.sec;
                if (message.nsec != null && $Object.hasOwnProperty.call(message, "nsec"))
                    object.nsec = options.bytes === $String ? $util.base64.encode(message.nsec, 0, message.nsec.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.nsec) : message.nsec;
                return object;
            };

            /**
             * Converts this ConntrackEvents to JSON.
             * @function toJSON
             * @memberof hopscope.v1.ConntrackEvents
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ConntrackEvents.prototype.toJSON = function() {
                return ConntrackEvents.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for ConntrackEvents
             * @function getTypeUrl
             * @memberof hopscope.v1.ConntrackEvents
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            ConntrackEvents.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.ConntrackEvents";
            };

            return ConntrackEvents;
        })();

        v1.Event = (function() {

            /**
             * Properties of an Event.
             * @typedef {Object} hopscope.v1.Event.$Properties
             * @property {hopscope.v1.Time.$Properties|null} [at] Event at
             * @property {string|null} [code] Event code
             * @property {number|null} [capture] Event capture
             * @property {string|null} [message] Event message
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Event.
             * @memberof hopscope.v1
             * @interface IEvent
             * @augments hopscope.v1.Event.$Properties
             * @deprecated Use hopscope.v1.Event.$Properties instead.
             */

            /**
             * Shape of an Event.
             * @typedef {hopscope.v1.Event.$Properties} hopscope.v1.Event.$Shape
             */

            /**
             * Constructs a new Event.
             * @memberof hopscope.v1
             * @classdesc Represents an Event.
             * @constructor
             * @param {hopscope.v1.Event.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Event = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Event at.
             * @member {hopscope.v1.Time.$Properties|null|undefined} at
             * @memberof hopscope.v1.Event
             * @instance
             */
            Event.prototype.at = null;

            /**
             * Event code.
             * @member {string} code
             * @memberof hopscope.v1.Event
             * @instance
             */
            Event.prototype.code = "";

            /**
             * Event capture.
             * @member {number} capture
             * @memberof hopscope.v1.Event
             * @instance
             */
            Event.prototype.capture = 0;

            /**
             * Event message.
             * @member {string} message
             * @memberof hopscope.v1.Event
             * @instance
             */
            Event.prototype.message = "";

            /**
             * Creates a new Event instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Event
             * @static
             * @param {hopscope.v1.Event.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Event} Event instance
             * @type {{
             *   (properties: hopscope.v1.Event.$Shape): hopscope.v1.Event & hopscope.v1.Event.$Shape;
             *   (properties?: hopscope.v1.Event.$Properties): hopscope.v1.Event;
             * }}
             */
            Event.create = function(properties) {
                return new Event(properties);
            };

            /**
             * Encodes the specified Event message. Does not implicitly {@link hopscope.v1.Event.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Event
             * @static
             * @param {hopscope.v1.Event.$Properties} message Event message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Event.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.at != null && $Object.hasOwnProperty.call(message, "at"))
                    $root.hopscope.v1.Time.encode(message.at, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture") && message.capture !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.capture);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Event
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Event & hopscope.v1.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Event.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Event();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.at = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.at);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.capture = value;
                            else
                                delete message.capture;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates an Event message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Event
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Event} Event
             */
            Event.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Event)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Event: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Event();
                if (object.at != null) {
                    if (!$util.isObject(object.at))
                        throw $TypeError(".hopscope.v1.Event.at: object expected");
                    message.at = $root.hopscope.v1.Time.fromObject(object.at, _depth + 1);
                }
                if (object.code != null)
                    if (typeof object.code !== "string" || object.code.length)
                        message.code = $String(object.code);
                if (object.capture != null)
                    if ($Number(object.capture) !== 0)
                        message.capture = object.capture >>> 0;
                if (object.message != null)
                    if (typeof object.message !== "string" || object.message.length)
                        message.message = $String(object.message);
                return message;
            };

            /**
             * Creates a plain object from an Event message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Event
             * @static
             * @param {hopscope.v1.Event} message Event
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Event.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.at = null;
                    object.code = "";
                    object.capture = 0;
                    object.message = "";
                }
                if (message.at != null && $Object.hasOwnProperty.call(message, "at"))
                    object.at = $root.hopscope.v1.Time.toObject(message.at, options, _depth + 1);
                if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                    object.code = message.code;
                if (message.capture != null && $Object.hasOwnProperty.call(message, "capture"))
                    object.capture = message.capture;
                if (message.message != null && $Object.hasOwnProperty.call(message, "message"))
                    object.message = message.message;
                return object;
            };

            /**
             * Converts this Event to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Event
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Event.prototype.toJSON = function() {
                return Event.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Event
             * @function getTypeUrl
             * @memberof hopscope.v1.Event
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Event.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Event";
            };

            return Event;
        })();

        v1.Presence = (function() {

            /**
             * Properties of a Presence.
             * @typedef {Object} hopscope.v1.Presence.$Properties
             * @property {string|null} [node] Presence node
             * @property {string|null} [instance] Presence instance
             * @property {string|null} [version] Presence version
             * @property {hopscope.v1.Time.$Properties|null} [since] Presence since
             * @property {string|null} [state] Presence state
             * @property {hopscope.v1.Policy.$Properties|null} [policy] Presence policy
             * @property {string|null} [reason] Presence reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Presence.
             * @memberof hopscope.v1
             * @interface IPresence
             * @augments hopscope.v1.Presence.$Properties
             * @deprecated Use hopscope.v1.Presence.$Properties instead.
             */

            /**
             * Shape of a Presence.
             * @typedef {hopscope.v1.Presence.$Properties} hopscope.v1.Presence.$Shape
             */

            /**
             * Constructs a new Presence.
             * @memberof hopscope.v1
             * @classdesc Represents a Presence.
             * @constructor
             * @param {hopscope.v1.Presence.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Presence = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Presence node.
             * @member {string} node
             * @memberof hopscope.v1.Presence
             * @instance
             */
            Presence.prototype.node = "";

            /**
             * Presence instance.
             * @member {string} instance
             * @memberof hopscope.v1.Presence
             * @instance
             */
            Presence.prototype.instance = "";

            /**
             * Presence version.
             * @member {string} version
             * @memberof hopscope.v1.Presence
             * @instance
             */
            Presence.prototype.version = "";

            /**
             * Presence since.
             * @member {hopscope.v1.Time.$Properties|null|undefined} since
             * @memberof hopscope.v1.Presence
             * @instance
             */
            Presence.prototype.since = null;

            /**
             * Presence state.
             * @member {string} state
             * @memberof hopscope.v1.Presence
             * @instance
             */
            Presence.prototype.state = "";

            /**
             * Presence policy.
             * @member {hopscope.v1.Policy.$Properties|null|undefined} policy
             * @memberof hopscope.v1.Presence
             * @instance
             */
            Presence.prototype.policy = null;

            /**
             * Presence reason.
             * @member {string} reason
             * @memberof hopscope.v1.Presence
             * @instance
             */
            Presence.prototype.reason = "";

            /**
             * Creates a new Presence instance using the specified properties.
             * @function create
             * @memberof hopscope.v1.Presence
             * @static
             * @param {hopscope.v1.Presence.$Properties=} [properties] Properties to set
             * @returns {hopscope.v1.Presence} Presence instance
             * @type {{
             *   (properties: hopscope.v1.Presence.$Shape): hopscope.v1.Presence & hopscope.v1.Presence.$Shape;
             *   (properties?: hopscope.v1.Presence.$Properties): hopscope.v1.Presence;
             * }}
             */
            Presence.create = function(properties) {
                return new Presence(properties);
            };

            /**
             * Encodes the specified Presence message. Does not implicitly {@link hopscope.v1.Presence.verify|verify} messages.
             * @function encode
             * @memberof hopscope.v1.Presence
             * @static
             * @param {hopscope.v1.Presence.$Properties} message Presence message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Presence.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.node);
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.instance);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.version);
                if (message.since != null && $Object.hasOwnProperty.call(message, "since"))
                    $root.hopscope.v1.Time.encode(message.since, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.state);
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy"))
                    $root.hopscope.v1.Policy.encode(message.policy, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Presence message from the specified reader or buffer.
             * @function decode
             * @memberof hopscope.v1.Presence
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {hopscope.v1.Presence & hopscope.v1.Presence.$Shape} Presence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Presence.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hopscope.v1.Presence();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.instance = value;
                            else
                                delete message.instance;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.since = $root.hopscope.v1.Time.decode(reader, reader.size(), $undefined, _depth + 1, message.since);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.policy = $root.hopscope.v1.Policy.decode(reader, reader.size(), $undefined, _depth + 1, message.policy);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Presence message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof hopscope.v1.Presence
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {hopscope.v1.Presence} Presence
             */
            Presence.fromObject = function (object, _depth) {
                if (object instanceof $root.hopscope.v1.Presence)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".hopscope.v1.Presence: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.hopscope.v1.Presence();
                if (object.node != null)
                    if (typeof object.node !== "string" || object.node.length)
                        message.node = $String(object.node);
                if (object.instance != null)
                    if (typeof object.instance !== "string" || object.instance.length)
                        message.instance = $String(object.instance);
                if (object.version != null)
                    if (typeof object.version !== "string" || object.version.length)
                        message.version = $String(object.version);
                if (object.since != null) {
                    if (!$util.isObject(object.since))
                        throw $TypeError(".hopscope.v1.Presence.since: object expected");
                    message.since = $root.hopscope.v1.Time.fromObject(object.since, _depth + 1);
                }
                if (object.state != null)
                    if (typeof object.state !== "string" || object.state.length)
                        message.state = $String(object.state);
                if (object.policy != null) {
                    if (!$util.isObject(object.policy))
                        throw $TypeError(".hopscope.v1.Presence.policy: object expected");
                    message.policy = $root.hopscope.v1.Policy.fromObject(object.policy, _depth + 1);
                }
                if (object.reason != null)
                    if (typeof object.reason !== "string" || object.reason.length)
                        message.reason = $String(object.reason);
                return message;
            };

            /**
             * Creates a plain object from a Presence message. Also converts values to other types if specified.
             * @function toObject
             * @memberof hopscope.v1.Presence
             * @static
             * @param {hopscope.v1.Presence} message Presence
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Presence.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults) {
                    object.node = "";
                    object.instance = "";
                    object.version = "";
                    object.since = null;
                    object.state = "";
                    object.policy = null;
                    object.reason = "";
                }
                if (message.node != null && $Object.hasOwnProperty.call(message, "node"))
                    object.node = message.node;
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance"))
                    object.instance = message.instance;
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    object.version = message.version;
                if (message.since != null && $Object.hasOwnProperty.call(message, "since"))
                    object.since = $root.hopscope.v1.Time.toObject(message.since, options, _depth + 1);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state"))
                    object.state = message.state;
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy"))
                    object.policy = $root.hopscope.v1.Policy.toObject(message.policy, options, _depth + 1);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                    object.reason = message.reason;
                return object;
            };

            /**
             * Converts this Presence to JSON.
             * @function toJSON
             * @memberof hopscope.v1.Presence
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Presence.prototype.toJSON = function() {
                return Presence.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * Gets the type url for Presence
             * @function getTypeUrl
             * @memberof hopscope.v1.Presence
             * @static
             * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns {string} The type url
             */
            Presence.getTypeUrl = function(prefix) {
                if (prefix === $undefined)
                    prefix = "type.googleapis.com";
                return prefix + "/hopscope.v1.Presence";
            };

            return Presence;
        })();

        return v1;
    })();

    return hopscope;
})();

export {
  $root as default
};
