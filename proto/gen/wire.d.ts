import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace hopscope. */
export namespace hopscope {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a Time.
         * @deprecated Use hopscope.v1.Time.$Properties instead.
         */
        interface ITime extends hopscope.v1.Time.$Properties {
        }

        /** Represents a Time. */
        class Time {

            /**
             * Constructs a new Time.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Time.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Time sec. */
            sec: number;

            /** Time nsec. */
            nsec: number;

            /**
             * Creates a new Time instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Time instance
             */
            static create(properties: hopscope.v1.Time.$Shape): hopscope.v1.Time & hopscope.v1.Time.$Shape;
            static create(properties?: hopscope.v1.Time.$Properties): hopscope.v1.Time;

            /**
             * Encodes the specified Time message. Does not implicitly {@link hopscope.v1.Time.verify|verify} messages.
             * @param message Time message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Time.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Time message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Time & hopscope.v1.Time.$Shape} Time
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Time & hopscope.v1.Time.$Shape;

            /**
             * Creates a Time message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Time
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Time;

            /**
             * Creates a plain object from a Time message. Also converts values to other types if specified.
             * @param message Time
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Time, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Time to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Time
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Time {

            /** Properties of a Time. */
            interface $Properties {

                /** Time sec */
                sec?: (number|null);

                /** Time nsec */
                nsec?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Time. */
            type $Shape = hopscope.v1.Time.$Properties;
        }

        /**
         * Properties of a Failure.
         * @deprecated Use hopscope.v1.Failure.$Properties instead.
         */
        interface IFailure extends hopscope.v1.Failure.$Properties {
        }

        /** Represents a Failure. */
        class Failure {

            /**
             * Constructs a new Failure.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Failure.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Failure code. */
            code: string;

            /** Failure message. */
            message: string;

            /** Failure detail. */
            detail: string;

            /**
             * Creates a new Failure instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Failure instance
             */
            static create(properties: hopscope.v1.Failure.$Shape): hopscope.v1.Failure & hopscope.v1.Failure.$Shape;
            static create(properties?: hopscope.v1.Failure.$Properties): hopscope.v1.Failure;

            /**
             * Encodes the specified Failure message. Does not implicitly {@link hopscope.v1.Failure.verify|verify} messages.
             * @param message Failure message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Failure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Failure message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Failure & hopscope.v1.Failure.$Shape} Failure
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Failure & hopscope.v1.Failure.$Shape;

            /**
             * Creates a Failure message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Failure
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Failure;

            /**
             * Creates a plain object from a Failure message. Also converts values to other types if specified.
             * @param message Failure
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Failure, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Failure to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Failure
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Failure {

            /** Properties of a Failure. */
            interface $Properties {

                /** Failure code */
                code?: (string|null);

                /** Failure message */
                message?: (string|null);

                /** Failure detail */
                detail?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Failure. */
            type $Shape = hopscope.v1.Failure.$Properties;
        }

        /**
         * Properties of a DeviceName.
         * @deprecated Use hopscope.v1.DeviceName.$Properties instead.
         */
        interface IDeviceName extends hopscope.v1.DeviceName.$Properties {
        }

        /** Represents a DeviceName. */
        class DeviceName {

            /**
             * Constructs a new DeviceName.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.DeviceName.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceName netns. */
            netns: string;

            /** DeviceName device. */
            device: string;

            /**
             * Creates a new DeviceName instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeviceName instance
             */
            static create(properties: hopscope.v1.DeviceName.$Shape): hopscope.v1.DeviceName & hopscope.v1.DeviceName.$Shape;
            static create(properties?: hopscope.v1.DeviceName.$Properties): hopscope.v1.DeviceName;

            /**
             * Encodes the specified DeviceName message. Does not implicitly {@link hopscope.v1.DeviceName.verify|verify} messages.
             * @param message DeviceName message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.DeviceName.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeviceName message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.DeviceName & hopscope.v1.DeviceName.$Shape} DeviceName
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.DeviceName & hopscope.v1.DeviceName.$Shape;

            /**
             * Creates a DeviceName message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DeviceName
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.DeviceName;

            /**
             * Creates a plain object from a DeviceName message. Also converts values to other types if specified.
             * @param message DeviceName
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.DeviceName, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DeviceName to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for DeviceName
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace DeviceName {

            /** Properties of a DeviceName. */
            interface $Properties {

                /** DeviceName netns */
                netns?: (string|null);

                /** DeviceName device */
                device?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceName. */
            type $Shape = hopscope.v1.DeviceName.$Properties;
        }

        /**
         * Properties of a ConsoleRequest.
         * @deprecated Use hopscope.v1.ConsoleRequest.$Properties instead.
         */
        interface IConsoleRequest extends hopscope.v1.ConsoleRequest.$Properties {
        }

        /** Represents a ConsoleRequest. */
        class ConsoleRequest {

            /**
             * Constructs a new ConsoleRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ConsoleRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsoleRequest session. */
            session: string;

            /** ConsoleRequest open. */
            open?: (hopscope.v1.ConsoleOpen.$Properties|null);

            /** ConsoleRequest resize. */
            resize?: (hopscope.v1.ConsoleResize.$Properties|null);

            /** ConsoleRequest close. */
            close?: (hopscope.v1.ConsoleClose.$Properties|null);

            /** ConsoleRequest action. */
            action?: ("open"|"resize"|"close");

            /**
             * Creates a new ConsoleRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConsoleRequest instance
             */
            static create(properties: hopscope.v1.ConsoleRequest.$Shape): hopscope.v1.ConsoleRequest & hopscope.v1.ConsoleRequest.$Shape;
            static create(properties?: hopscope.v1.ConsoleRequest.$Properties): hopscope.v1.ConsoleRequest;

            /**
             * Encodes the specified ConsoleRequest message. Does not implicitly {@link hopscope.v1.ConsoleRequest.verify|verify} messages.
             * @param message ConsoleRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ConsoleRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsoleRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleRequest & hopscope.v1.ConsoleRequest.$Shape} ConsoleRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ConsoleRequest & hopscope.v1.ConsoleRequest.$Shape;

            /**
             * Creates a ConsoleRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsoleRequest
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ConsoleRequest;

            /**
             * Creates a plain object from a ConsoleRequest message. Also converts values to other types if specified.
             * @param message ConsoleRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ConsoleRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsoleRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ConsoleRequest
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConsoleRequest {

            /** Properties of a ConsoleRequest. */
            interface $Properties {

                /** ConsoleRequest session */
                session?: (string|null);

                /** ConsoleRequest open */
                open?: (hopscope.v1.ConsoleOpen.$Properties|null);

                /** ConsoleRequest resize */
                resize?: (hopscope.v1.ConsoleResize.$Properties|null);

                /** ConsoleRequest close */
                close?: (hopscope.v1.ConsoleClose.$Properties|null);

                /** ConsoleRequest action */
                action?: ("open"|"resize"|"close");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ConsoleRequest. */
            type $Shape = {
              session?: string|null;
              open?: hopscope.v1.ConsoleOpen.$Shape|null;
              resize?: hopscope.v1.ConsoleResize.$Shape|null;
              close?: hopscope.v1.ConsoleClose.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ action?: undefined; open?: null; resize?: null; close?: null }|{ action?: "open"; open: hopscope.v1.ConsoleOpen.$Shape; resize?: null; close?: null }|{ action?: "resize"; open?: null; resize: hopscope.v1.ConsoleResize.$Shape; close?: null }|{ action?: "close"; open?: null; resize?: null; close: hopscope.v1.ConsoleClose.$Shape })
            );
        }

        /**
         * Properties of a ConsoleOpen.
         * @deprecated Use hopscope.v1.ConsoleOpen.$Properties instead.
         */
        interface IConsoleOpen extends hopscope.v1.ConsoleOpen.$Properties {
        }

        /** Represents a ConsoleOpen. */
        class ConsoleOpen {

            /**
             * Constructs a new ConsoleOpen.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ConsoleOpen.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsoleOpen netns. */
            netns: string;

            /** ConsoleOpen argv. */
            argv: string[];

            /** ConsoleOpen terminal. */
            terminal: boolean;

            /** ConsoleOpen columns. */
            columns: number;

            /** ConsoleOpen rows. */
            rows: number;

            /** ConsoleOpen term. */
            term: string;

            /** ConsoleOpen client. */
            client: string;

            /** ConsoleOpen leaseMs. */
            leaseMs: number;

            /** ConsoleOpen windowBytes. */
            windowBytes: number;

            /**
             * Creates a new ConsoleOpen instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConsoleOpen instance
             */
            static create(properties: hopscope.v1.ConsoleOpen.$Shape): hopscope.v1.ConsoleOpen & hopscope.v1.ConsoleOpen.$Shape;
            static create(properties?: hopscope.v1.ConsoleOpen.$Properties): hopscope.v1.ConsoleOpen;

            /**
             * Encodes the specified ConsoleOpen message. Does not implicitly {@link hopscope.v1.ConsoleOpen.verify|verify} messages.
             * @param message ConsoleOpen message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ConsoleOpen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsoleOpen message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleOpen & hopscope.v1.ConsoleOpen.$Shape} ConsoleOpen
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ConsoleOpen & hopscope.v1.ConsoleOpen.$Shape;

            /**
             * Creates a ConsoleOpen message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsoleOpen
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ConsoleOpen;

            /**
             * Creates a plain object from a ConsoleOpen message. Also converts values to other types if specified.
             * @param message ConsoleOpen
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ConsoleOpen, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsoleOpen to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ConsoleOpen
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConsoleOpen {

            /** Properties of a ConsoleOpen. */
            interface $Properties {

                /** ConsoleOpen netns */
                netns?: (string|null);

                /** ConsoleOpen argv */
                argv?: (string[]|null);

                /** ConsoleOpen terminal */
                terminal?: (boolean|null);

                /** ConsoleOpen columns */
                columns?: (number|null);

                /** ConsoleOpen rows */
                rows?: (number|null);

                /** ConsoleOpen term */
                term?: (string|null);

                /** ConsoleOpen client */
                client?: (string|null);

                /** ConsoleOpen leaseMs */
                leaseMs?: (number|null);

                /** ConsoleOpen windowBytes */
                windowBytes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsoleOpen. */
            type $Shape = hopscope.v1.ConsoleOpen.$Properties;
        }

        /**
         * Properties of a ConsoleResize.
         * @deprecated Use hopscope.v1.ConsoleResize.$Properties instead.
         */
        interface IConsoleResize extends hopscope.v1.ConsoleResize.$Properties {
        }

        /** Represents a ConsoleResize. */
        class ConsoleResize {

            /**
             * Constructs a new ConsoleResize.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ConsoleResize.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsoleResize columns. */
            columns: number;

            /** ConsoleResize rows. */
            rows: number;

            /**
             * Creates a new ConsoleResize instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConsoleResize instance
             */
            static create(properties: hopscope.v1.ConsoleResize.$Shape): hopscope.v1.ConsoleResize & hopscope.v1.ConsoleResize.$Shape;
            static create(properties?: hopscope.v1.ConsoleResize.$Properties): hopscope.v1.ConsoleResize;

            /**
             * Encodes the specified ConsoleResize message. Does not implicitly {@link hopscope.v1.ConsoleResize.verify|verify} messages.
             * @param message ConsoleResize message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ConsoleResize.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsoleResize message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleResize & hopscope.v1.ConsoleResize.$Shape} ConsoleResize
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ConsoleResize & hopscope.v1.ConsoleResize.$Shape;

            /**
             * Creates a ConsoleResize message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsoleResize
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ConsoleResize;

            /**
             * Creates a plain object from a ConsoleResize message. Also converts values to other types if specified.
             * @param message ConsoleResize
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ConsoleResize, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsoleResize to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ConsoleResize
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConsoleResize {

            /** Properties of a ConsoleResize. */
            interface $Properties {

                /** ConsoleResize columns */
                columns?: (number|null);

                /** ConsoleResize rows */
                rows?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsoleResize. */
            type $Shape = hopscope.v1.ConsoleResize.$Properties;
        }

        /**
         * Properties of a ConsoleClose.
         * @deprecated Use hopscope.v1.ConsoleClose.$Properties instead.
         */
        interface IConsoleClose extends hopscope.v1.ConsoleClose.$Properties {
        }

        /** Represents a ConsoleClose. */
        class ConsoleClose {

            /**
             * Constructs a new ConsoleClose.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ConsoleClose.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsoleClose reason. */
            reason: string;

            /**
             * Creates a new ConsoleClose instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConsoleClose instance
             */
            static create(properties: hopscope.v1.ConsoleClose.$Shape): hopscope.v1.ConsoleClose & hopscope.v1.ConsoleClose.$Shape;
            static create(properties?: hopscope.v1.ConsoleClose.$Properties): hopscope.v1.ConsoleClose;

            /**
             * Encodes the specified ConsoleClose message. Does not implicitly {@link hopscope.v1.ConsoleClose.verify|verify} messages.
             * @param message ConsoleClose message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ConsoleClose.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsoleClose message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleClose & hopscope.v1.ConsoleClose.$Shape} ConsoleClose
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ConsoleClose & hopscope.v1.ConsoleClose.$Shape;

            /**
             * Creates a ConsoleClose message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsoleClose
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ConsoleClose;

            /**
             * Creates a plain object from a ConsoleClose message. Also converts values to other types if specified.
             * @param message ConsoleClose
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ConsoleClose, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsoleClose to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ConsoleClose
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConsoleClose {

            /** Properties of a ConsoleClose. */
            interface $Properties {

                /** ConsoleClose reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsoleClose. */
            type $Shape = hopscope.v1.ConsoleClose.$Properties;
        }

        /**
         * Properties of a ConsoleResponse.
         * @deprecated Use hopscope.v1.ConsoleResponse.$Properties instead.
         */
        interface IConsoleResponse extends hopscope.v1.ConsoleResponse.$Properties {
        }

        /** Represents a ConsoleResponse. */
        class ConsoleResponse {

            /**
             * Constructs a new ConsoleResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ConsoleResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsoleResponse failure. */
            failure?: (hopscope.v1.Failure.$Properties|null);

            /** ConsoleResponse argv. */
            argv: string[];

            /** ConsoleResponse windowBytes. */
            windowBytes: number;

            /** ConsoleResponse leaseMs. */
            leaseMs: number;

            /**
             * Creates a new ConsoleResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConsoleResponse instance
             */
            static create(properties: hopscope.v1.ConsoleResponse.$Shape): hopscope.v1.ConsoleResponse & hopscope.v1.ConsoleResponse.$Shape;
            static create(properties?: hopscope.v1.ConsoleResponse.$Properties): hopscope.v1.ConsoleResponse;

            /**
             * Encodes the specified ConsoleResponse message. Does not implicitly {@link hopscope.v1.ConsoleResponse.verify|verify} messages.
             * @param message ConsoleResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ConsoleResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsoleResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleResponse & hopscope.v1.ConsoleResponse.$Shape} ConsoleResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ConsoleResponse & hopscope.v1.ConsoleResponse.$Shape;

            /**
             * Creates a ConsoleResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsoleResponse
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ConsoleResponse;

            /**
             * Creates a plain object from a ConsoleResponse message. Also converts values to other types if specified.
             * @param message ConsoleResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ConsoleResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsoleResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ConsoleResponse
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConsoleResponse {

            /** Properties of a ConsoleResponse. */
            interface $Properties {

                /** ConsoleResponse failure */
                failure?: (hopscope.v1.Failure.$Properties|null);

                /** ConsoleResponse argv */
                argv?: (string[]|null);

                /** ConsoleResponse windowBytes */
                windowBytes?: (number|null);

                /** ConsoleResponse leaseMs */
                leaseMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsoleResponse. */
            type $Shape = hopscope.v1.ConsoleResponse.$Properties;
        }

        /**
         * Properties of a ConsoleFrame.
         * @deprecated Use hopscope.v1.ConsoleFrame.$Properties instead.
         */
        interface IConsoleFrame extends hopscope.v1.ConsoleFrame.$Properties {
        }

        /** Represents a ConsoleFrame. */
        class ConsoleFrame {

            /**
             * Constructs a new ConsoleFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ConsoleFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsoleFrame sequence. */
            sequence: number;

            /** ConsoleFrame acknowledged. */
            acknowledged: number;

            /** ConsoleFrame data. */
            data?: (Uint8Array|null);

            /** ConsoleFrame errorData. */
            errorData?: (Uint8Array|null);

            /** ConsoleFrame inputEnded. */
            inputEnded?: (boolean|null);

            /** ConsoleFrame end. */
            end?: (hopscope.v1.ConsoleEnd.$Properties|null);

            /** ConsoleFrame content. */
            content?: ("data"|"errorData"|"inputEnded"|"end");

            /**
             * Creates a new ConsoleFrame instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConsoleFrame instance
             */
            static create(properties: hopscope.v1.ConsoleFrame.$Shape): hopscope.v1.ConsoleFrame & hopscope.v1.ConsoleFrame.$Shape;
            static create(properties?: hopscope.v1.ConsoleFrame.$Properties): hopscope.v1.ConsoleFrame;

            /**
             * Encodes the specified ConsoleFrame message. Does not implicitly {@link hopscope.v1.ConsoleFrame.verify|verify} messages.
             * @param message ConsoleFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ConsoleFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsoleFrame message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleFrame & hopscope.v1.ConsoleFrame.$Shape} ConsoleFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ConsoleFrame & hopscope.v1.ConsoleFrame.$Shape;

            /**
             * Creates a ConsoleFrame message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsoleFrame
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ConsoleFrame;

            /**
             * Creates a plain object from a ConsoleFrame message. Also converts values to other types if specified.
             * @param message ConsoleFrame
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ConsoleFrame, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsoleFrame to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ConsoleFrame
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConsoleFrame {

            /** Properties of a ConsoleFrame. */
            interface $Properties {

                /** ConsoleFrame sequence */
                sequence?: (number|null);

                /** ConsoleFrame acknowledged */
                acknowledged?: (number|null);

                /** ConsoleFrame data */
                data?: (Uint8Array|null);

                /** ConsoleFrame errorData */
                errorData?: (Uint8Array|null);

                /** ConsoleFrame inputEnded */
                inputEnded?: (boolean|null);

                /** ConsoleFrame end */
                end?: (hopscope.v1.ConsoleEnd.$Properties|null);

                /** ConsoleFrame content */
                content?: ("data"|"errorData"|"inputEnded"|"end");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ConsoleFrame. */
            type $Shape = {
              sequence?: number|null;
              acknowledged?: number|null;
              data?: Uint8Array|null;
              errorData?: Uint8Array|null;
              inputEnded?: boolean|null;
              end?: hopscope.v1.ConsoleEnd.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ content?: undefined; data?: null; errorData?: null; inputEnded?: null; end?: null }|{ content?: "data"; data: Uint8Array; errorData?: null; inputEnded?: null; end?: null }|{ content?: "errorData"; data?: null; errorData: Uint8Array; inputEnded?: null; end?: null }|{ content?: "inputEnded"; data?: null; errorData?: null; inputEnded: boolean; end?: null }|{ content?: "end"; data?: null; errorData?: null; inputEnded?: null; end: hopscope.v1.ConsoleEnd.$Shape })
            );
        }

        /**
         * Properties of a ConsoleEnd.
         * @deprecated Use hopscope.v1.ConsoleEnd.$Properties instead.
         */
        interface IConsoleEnd extends hopscope.v1.ConsoleEnd.$Properties {
        }

        /** Represents a ConsoleEnd. */
        class ConsoleEnd {

            /**
             * Constructs a new ConsoleEnd.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ConsoleEnd.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsoleEnd reason. */
            reason: string;

            /** ConsoleEnd exitCode. */
            exitCode: number;

            /** ConsoleEnd signal. */
            signal: number;

            /** ConsoleEnd message. */
            message: string;

            /** ConsoleEnd inputBytes. */
            inputBytes: number;

            /** ConsoleEnd outputBytes. */
            outputBytes: number;

            /**
             * Creates a new ConsoleEnd instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConsoleEnd instance
             */
            static create(properties: hopscope.v1.ConsoleEnd.$Shape): hopscope.v1.ConsoleEnd & hopscope.v1.ConsoleEnd.$Shape;
            static create(properties?: hopscope.v1.ConsoleEnd.$Properties): hopscope.v1.ConsoleEnd;

            /**
             * Encodes the specified ConsoleEnd message. Does not implicitly {@link hopscope.v1.ConsoleEnd.verify|verify} messages.
             * @param message ConsoleEnd message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ConsoleEnd.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsoleEnd message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ConsoleEnd & hopscope.v1.ConsoleEnd.$Shape} ConsoleEnd
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ConsoleEnd & hopscope.v1.ConsoleEnd.$Shape;

            /**
             * Creates a ConsoleEnd message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsoleEnd
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ConsoleEnd;

            /**
             * Creates a plain object from a ConsoleEnd message. Also converts values to other types if specified.
             * @param message ConsoleEnd
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ConsoleEnd, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsoleEnd to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ConsoleEnd
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConsoleEnd {

            /** Properties of a ConsoleEnd. */
            interface $Properties {

                /** ConsoleEnd reason */
                reason?: (string|null);

                /** ConsoleEnd exitCode */
                exitCode?: (number|null);

                /** ConsoleEnd signal */
                signal?: (number|null);

                /** ConsoleEnd message */
                message?: (string|null);

                /** ConsoleEnd inputBytes */
                inputBytes?: (number|null);

                /** ConsoleEnd outputBytes */
                outputBytes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsoleEnd. */
            type $Shape = hopscope.v1.ConsoleEnd.$Properties;
        }

        /**
         * Properties of a DescribeRequest.
         * @deprecated Use hopscope.v1.DescribeRequest.$Properties instead.
         */
        interface IDescribeRequest extends hopscope.v1.DescribeRequest.$Properties {
        }

        /** Represents a DescribeRequest. */
        class DescribeRequest {

            /**
             * Constructs a new DescribeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.DescribeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeRequest trace. */
            trace: string;

            /** DescribeRequest devices. */
            devices: hopscope.v1.DeviceName.$Properties[];

            /** DescribeRequest vteps. */
            vteps: string[];

            /** DescribeRequest bridges. */
            bridges: string[];

            /** DescribeRequest ifaceIds. */
            ifaceIds: string[];

            /**
             * Creates a new DescribeRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribeRequest instance
             */
            static create(properties: hopscope.v1.DescribeRequest.$Shape): hopscope.v1.DescribeRequest & hopscope.v1.DescribeRequest.$Shape;
            static create(properties?: hopscope.v1.DescribeRequest.$Properties): hopscope.v1.DescribeRequest;

            /**
             * Encodes the specified DescribeRequest message. Does not implicitly {@link hopscope.v1.DescribeRequest.verify|verify} messages.
             * @param message DescribeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.DescribeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.DescribeRequest & hopscope.v1.DescribeRequest.$Shape} DescribeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.DescribeRequest & hopscope.v1.DescribeRequest.$Shape;

            /**
             * Creates a DescribeRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DescribeRequest
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.DescribeRequest;

            /**
             * Creates a plain object from a DescribeRequest message. Also converts values to other types if specified.
             * @param message DescribeRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.DescribeRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DescribeRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for DescribeRequest
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace DescribeRequest {

            /** Properties of a DescribeRequest. */
            interface $Properties {

                /** DescribeRequest trace */
                trace?: (string|null);

                /** DescribeRequest devices */
                devices?: (hopscope.v1.DeviceName.$Properties[]|null);

                /** DescribeRequest vteps */
                vteps?: (string[]|null);

                /** DescribeRequest bridges */
                bridges?: (string[]|null);

                /** DescribeRequest ifaceIds */
                ifaceIds?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeRequest. */
            type $Shape = hopscope.v1.DescribeRequest.$Properties;
        }

        /**
         * Properties of a DescribeResponse.
         * @deprecated Use hopscope.v1.DescribeResponse.$Properties instead.
         */
        interface IDescribeResponse extends hopscope.v1.DescribeResponse.$Properties {
        }

        /** Represents a DescribeResponse. */
        class DescribeResponse {

            /**
             * Constructs a new DescribeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.DescribeResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeResponse failure. */
            failure?: (hopscope.v1.Failure.$Properties|null);

            /** DescribeResponse node. */
            node: string;

            /** DescribeResponse instance. */
            instance: string;

            /** DescribeResponse version. */
            version: string;

            /** DescribeResponse kernel. */
            kernel: string;

            /** DescribeResponse policy. */
            policy?: (hopscope.v1.Policy.$Properties|null);

            /** DescribeResponse namespaces. */
            namespaces: hopscope.v1.Netns.$Properties[];

            /** DescribeResponse devices. */
            devices: hopscope.v1.Device.$Properties[];

            /** DescribeResponse leads. */
            leads: hopscope.v1.Lead.$Properties[];

            /** DescribeResponse bridges. */
            bridges: hopscope.v1.BridgePorts.$Properties[];

            /** DescribeResponse interfaces. */
            interfaces: hopscope.v1.OvsInterface.$Properties[];

            /** DescribeResponse limits. */
            limits: string[];

            /**
             * Creates a new DescribeResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribeResponse instance
             */
            static create(properties: hopscope.v1.DescribeResponse.$Shape): hopscope.v1.DescribeResponse & hopscope.v1.DescribeResponse.$Shape;
            static create(properties?: hopscope.v1.DescribeResponse.$Properties): hopscope.v1.DescribeResponse;

            /**
             * Encodes the specified DescribeResponse message. Does not implicitly {@link hopscope.v1.DescribeResponse.verify|verify} messages.
             * @param message DescribeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.DescribeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.DescribeResponse & hopscope.v1.DescribeResponse.$Shape} DescribeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.DescribeResponse & hopscope.v1.DescribeResponse.$Shape;

            /**
             * Creates a DescribeResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DescribeResponse
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.DescribeResponse;

            /**
             * Creates a plain object from a DescribeResponse message. Also converts values to other types if specified.
             * @param message DescribeResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.DescribeResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DescribeResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for DescribeResponse
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace DescribeResponse {

            /** Properties of a DescribeResponse. */
            interface $Properties {

                /** DescribeResponse failure */
                failure?: (hopscope.v1.Failure.$Properties|null);

                /** DescribeResponse node */
                node?: (string|null);

                /** DescribeResponse instance */
                instance?: (string|null);

                /** DescribeResponse version */
                version?: (string|null);

                /** DescribeResponse kernel */
                kernel?: (string|null);

                /** DescribeResponse policy */
                policy?: (hopscope.v1.Policy.$Properties|null);

                /** DescribeResponse namespaces */
                namespaces?: (hopscope.v1.Netns.$Properties[]|null);

                /** DescribeResponse devices */
                devices?: (hopscope.v1.Device.$Properties[]|null);

                /** DescribeResponse leads */
                leads?: (hopscope.v1.Lead.$Properties[]|null);

                /** DescribeResponse bridges */
                bridges?: (hopscope.v1.BridgePorts.$Properties[]|null);

                /** DescribeResponse interfaces */
                interfaces?: (hopscope.v1.OvsInterface.$Properties[]|null);

                /** DescribeResponse limits */
                limits?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeResponse. */
            type $Shape = hopscope.v1.DescribeResponse.$Properties;
        }

        /**
         * Properties of a Policy.
         * @deprecated Use hopscope.v1.Policy.$Properties instead.
         */
        interface IPolicy extends hopscope.v1.Policy.$Properties {
        }

        /** Represents a Policy. */
        class Policy {

            /**
             * Constructs a new Policy.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Policy.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Policy inject. */
            inject: boolean;

            /** Policy capture. */
            capture: boolean;

            /** Policy injectDestinations. */
            injectDestinations: string[];

            /** Policy injectRateMax. */
            injectRateMax: number;

            /** Policy console. */
            console: boolean;

            /** Policy dropReasons. */
            dropReasons: boolean;

            /**
             * Creates a new Policy instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Policy instance
             */
            static create(properties: hopscope.v1.Policy.$Shape): hopscope.v1.Policy & hopscope.v1.Policy.$Shape;
            static create(properties?: hopscope.v1.Policy.$Properties): hopscope.v1.Policy;

            /**
             * Encodes the specified Policy message. Does not implicitly {@link hopscope.v1.Policy.verify|verify} messages.
             * @param message Policy message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Policy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Policy message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Policy & hopscope.v1.Policy.$Shape} Policy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Policy & hopscope.v1.Policy.$Shape;

            /**
             * Creates a Policy message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Policy
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Policy;

            /**
             * Creates a plain object from a Policy message. Also converts values to other types if specified.
             * @param message Policy
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Policy, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Policy to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Policy
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Policy {

            /** Properties of a Policy. */
            interface $Properties {

                /** Policy inject */
                inject?: (boolean|null);

                /** Policy capture */
                capture?: (boolean|null);

                /** Policy injectDestinations */
                injectDestinations?: (string[]|null);

                /** Policy injectRateMax */
                injectRateMax?: (number|null);

                /** Policy console */
                console?: (boolean|null);

                /** Policy dropReasons */
                dropReasons?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Policy. */
            type $Shape = hopscope.v1.Policy.$Properties;
        }

        /**
         * Properties of a Netns.
         * @deprecated Use hopscope.v1.Netns.$Properties instead.
         */
        interface INetns extends hopscope.v1.Netns.$Properties {
        }

        /** Represents a Netns. */
        class Netns {

            /**
             * Constructs a new Netns.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Netns.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Netns name. */
            name: string;

            /** Netns inode. */
            inode: number;

            /** Netns dead. */
            dead: boolean;

            /** Netns viaPid. */
            viaPid: number;

            /**
             * Creates a new Netns instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Netns instance
             */
            static create(properties: hopscope.v1.Netns.$Shape): hopscope.v1.Netns & hopscope.v1.Netns.$Shape;
            static create(properties?: hopscope.v1.Netns.$Properties): hopscope.v1.Netns;

            /**
             * Encodes the specified Netns message. Does not implicitly {@link hopscope.v1.Netns.verify|verify} messages.
             * @param message Netns message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Netns.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Netns message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Netns & hopscope.v1.Netns.$Shape} Netns
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Netns & hopscope.v1.Netns.$Shape;

            /**
             * Creates a Netns message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Netns
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Netns;

            /**
             * Creates a plain object from a Netns message. Also converts values to other types if specified.
             * @param message Netns
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Netns, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Netns to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Netns
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Netns {

            /** Properties of a Netns. */
            interface $Properties {

                /** Netns name */
                name?: (string|null);

                /** Netns inode */
                inode?: (number|null);

                /** Netns dead */
                dead?: (boolean|null);

                /** Netns viaPid */
                viaPid?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Netns. */
            type $Shape = hopscope.v1.Netns.$Properties;
        }

        /**
         * Properties of a Device.
         * @deprecated Use hopscope.v1.Device.$Properties instead.
         */
        interface IDevice extends hopscope.v1.Device.$Properties {
        }

        /** Represents a Device. */
        class Device {

            /**
             * Constructs a new Device.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Device.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Device name. */
            name?: (hopscope.v1.DeviceName.$Properties|null);

            /** Device netnsInode. */
            netnsInode: number;

            /** Device ifindex. */
            ifindex: number;

            /** Device kind. */
            kind: string;

            /** Device mac. */
            mac: string;

            /** Device mtu. */
            mtu: number;

            /** Device up. */
            up: boolean;

            /** Device master. */
            master: string;

            /** Device offloaded. */
            offloaded: boolean;

            /**
             * Creates a new Device instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Device instance
             */
            static create(properties: hopscope.v1.Device.$Shape): hopscope.v1.Device & hopscope.v1.Device.$Shape;
            static create(properties?: hopscope.v1.Device.$Properties): hopscope.v1.Device;

            /**
             * Encodes the specified Device message. Does not implicitly {@link hopscope.v1.Device.verify|verify} messages.
             * @param message Device message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Device.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Device message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Device & hopscope.v1.Device.$Shape} Device
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Device & hopscope.v1.Device.$Shape;

            /**
             * Creates a Device message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Device
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Device;

            /**
             * Creates a plain object from a Device message. Also converts values to other types if specified.
             * @param message Device
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Device, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Device to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Device
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Device {

            /** Properties of a Device. */
            interface $Properties {

                /** Device name */
                name?: (hopscope.v1.DeviceName.$Properties|null);

                /** Device netnsInode */
                netnsInode?: (number|null);

                /** Device ifindex */
                ifindex?: (number|null);

                /** Device kind */
                kind?: (string|null);

                /** Device mac */
                mac?: (string|null);

                /** Device mtu */
                mtu?: (number|null);

                /** Device up */
                up?: (boolean|null);

                /** Device master */
                master?: (string|null);

                /** Device offloaded */
                offloaded?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Device. */
            type $Shape = hopscope.v1.Device.$Properties;
        }

        /**
         * Properties of a Lead.
         * @deprecated Use hopscope.v1.Lead.$Properties instead.
         */
        interface ILead extends hopscope.v1.Lead.$Properties {
        }

        /** Represents a Lead. */
        class Lead {

            /**
             * Constructs a new Lead.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Lead.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Lead vtep. */
            vtep: string;

            /** Lead devices. */
            devices: string[];

            /** Lead local. */
            local: string;

            /** Lead failure. */
            failure: string;

            /**
             * Creates a new Lead instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Lead instance
             */
            static create(properties: hopscope.v1.Lead.$Shape): hopscope.v1.Lead & hopscope.v1.Lead.$Shape;
            static create(properties?: hopscope.v1.Lead.$Properties): hopscope.v1.Lead;

            /**
             * Encodes the specified Lead message. Does not implicitly {@link hopscope.v1.Lead.verify|verify} messages.
             * @param message Lead message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Lead.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Lead message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Lead & hopscope.v1.Lead.$Shape} Lead
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Lead & hopscope.v1.Lead.$Shape;

            /**
             * Creates a Lead message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Lead
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Lead;

            /**
             * Creates a plain object from a Lead message. Also converts values to other types if specified.
             * @param message Lead
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Lead, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Lead to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Lead
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Lead {

            /** Properties of a Lead. */
            interface $Properties {

                /** Lead vtep */
                vtep?: (string|null);

                /** Lead devices */
                devices?: (string[]|null);

                /** Lead local */
                local?: (string|null);

                /** Lead failure */
                failure?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Lead. */
            type $Shape = hopscope.v1.Lead.$Properties;
        }

        /**
         * Properties of a BridgePorts.
         * @deprecated Use hopscope.v1.BridgePorts.$Properties instead.
         */
        interface IBridgePorts extends hopscope.v1.BridgePorts.$Properties {
        }

        /** Represents a BridgePorts. */
        class BridgePorts {

            /**
             * Constructs a new BridgePorts.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.BridgePorts.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BridgePorts bridge. */
            bridge: string;

            /** BridgePorts devices. */
            devices: string[];

            /** BridgePorts isolated. */
            isolated: boolean;

            /**
             * Creates a new BridgePorts instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BridgePorts instance
             */
            static create(properties: hopscope.v1.BridgePorts.$Shape): hopscope.v1.BridgePorts & hopscope.v1.BridgePorts.$Shape;
            static create(properties?: hopscope.v1.BridgePorts.$Properties): hopscope.v1.BridgePorts;

            /**
             * Encodes the specified BridgePorts message. Does not implicitly {@link hopscope.v1.BridgePorts.verify|verify} messages.
             * @param message BridgePorts message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.BridgePorts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BridgePorts message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.BridgePorts & hopscope.v1.BridgePorts.$Shape} BridgePorts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.BridgePorts & hopscope.v1.BridgePorts.$Shape;

            /**
             * Creates a BridgePorts message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns BridgePorts
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.BridgePorts;

            /**
             * Creates a plain object from a BridgePorts message. Also converts values to other types if specified.
             * @param message BridgePorts
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.BridgePorts, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this BridgePorts to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for BridgePorts
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace BridgePorts {

            /** Properties of a BridgePorts. */
            interface $Properties {

                /** BridgePorts bridge */
                bridge?: (string|null);

                /** BridgePorts devices */
                devices?: (string[]|null);

                /** BridgePorts isolated */
                isolated?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BridgePorts. */
            type $Shape = hopscope.v1.BridgePorts.$Properties;
        }

        /**
         * Properties of an OvsInterface.
         * @deprecated Use hopscope.v1.OvsInterface.$Properties instead.
         */
        interface IOvsInterface extends hopscope.v1.OvsInterface.$Properties {
        }

        /** Represents an OvsInterface. */
        class OvsInterface {

            /**
             * Constructs a new OvsInterface.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.OvsInterface.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OvsInterface ifaceId. */
            ifaceId: string;

            /** OvsInterface name. */
            name: string;

            /** OvsInterface ofport. */
            ofport: number;

            /** OvsInterface tag. */
            tag: number;

            /** OvsInterface bridge. */
            bridge: string;

            /** OvsInterface error. */
            error: string;

            /**
             * Creates a new OvsInterface instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OvsInterface instance
             */
            static create(properties: hopscope.v1.OvsInterface.$Shape): hopscope.v1.OvsInterface & hopscope.v1.OvsInterface.$Shape;
            static create(properties?: hopscope.v1.OvsInterface.$Properties): hopscope.v1.OvsInterface;

            /**
             * Encodes the specified OvsInterface message. Does not implicitly {@link hopscope.v1.OvsInterface.verify|verify} messages.
             * @param message OvsInterface message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.OvsInterface.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OvsInterface message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.OvsInterface & hopscope.v1.OvsInterface.$Shape} OvsInterface
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.OvsInterface & hopscope.v1.OvsInterface.$Shape;

            /**
             * Creates an OvsInterface message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OvsInterface
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.OvsInterface;

            /**
             * Creates a plain object from an OvsInterface message. Also converts values to other types if specified.
             * @param message OvsInterface
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.OvsInterface, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OvsInterface to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for OvsInterface
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace OvsInterface {

            /** Properties of an OvsInterface. */
            interface $Properties {

                /** OvsInterface ifaceId */
                ifaceId?: (string|null);

                /** OvsInterface name */
                name?: (string|null);

                /** OvsInterface ofport */
                ofport?: (number|null);

                /** OvsInterface tag */
                tag?: (number|null);

                /** OvsInterface bridge */
                bridge?: (string|null);

                /** OvsInterface error */
                error?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OvsInterface. */
            type $Shape = hopscope.v1.OvsInterface.$Properties;
        }

        /**
         * Properties of a Match.
         * @deprecated Use hopscope.v1.Match.$Properties instead.
         */
        interface IMatch extends hopscope.v1.Match.$Properties {
        }

        /** Represents a Match. */
        class Match {

            /**
             * Constructs a new Match.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Match.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Match protocol. */
            protocol: string;

            /** Match remote. */
            remote: string;

            /** Match remotePort. */
            remotePort: number;

            /** Match locals. */
            locals: string[];

            /** Match vni. */
            vni: number;

            /** Match arp. */
            arp: string[];

            /**
             * Creates a new Match instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Match instance
             */
            static create(properties: hopscope.v1.Match.$Shape): hopscope.v1.Match & hopscope.v1.Match.$Shape;
            static create(properties?: hopscope.v1.Match.$Properties): hopscope.v1.Match;

            /**
             * Encodes the specified Match message. Does not implicitly {@link hopscope.v1.Match.verify|verify} messages.
             * @param message Match message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Match.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Match message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Match & hopscope.v1.Match.$Shape} Match
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Match & hopscope.v1.Match.$Shape;

            /**
             * Creates a Match message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Match
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Match;

            /**
             * Creates a plain object from a Match message. Also converts values to other types if specified.
             * @param message Match
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Match, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Match to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Match
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Match {

            /** Properties of a Match. */
            interface $Properties {

                /** Match protocol */
                protocol?: (string|null);

                /** Match remote */
                remote?: (string|null);

                /** Match remotePort */
                remotePort?: (number|null);

                /** Match locals */
                locals?: (string[]|null);

                /** Match vni */
                vni?: (number|null);

                /** Match arp */
                arp?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Match. */
            type $Shape = hopscope.v1.Match.$Properties;
        }

        /**
         * Properties of a CaptureOrder.
         * @deprecated Use hopscope.v1.CaptureOrder.$Properties instead.
         */
        interface ICaptureOrder extends hopscope.v1.CaptureOrder.$Properties {
        }

        /** Represents a CaptureOrder. */
        class CaptureOrder {

            /**
             * Constructs a new CaptureOrder.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.CaptureOrder.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaptureOrder capture. */
            capture: number;

            /** CaptureOrder device. */
            device?: (hopscope.v1.DeviceName.$Properties|null);

            /** CaptureOrder promiscuous. */
            promiscuous: boolean;

            /** CaptureOrder match. */
            match?: (hopscope.v1.Match.$Properties|null);

            /** CaptureOrder snapBytes. */
            snapBytes: number;

            /** CaptureOrder packetsMax. */
            packetsMax: number;

            /** CaptureOrder bytesMax. */
            bytesMax: number;

            /** CaptureOrder rawFrames. */
            rawFrames: number;

            /**
             * Creates a new CaptureOrder instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CaptureOrder instance
             */
            static create(properties: hopscope.v1.CaptureOrder.$Shape): hopscope.v1.CaptureOrder & hopscope.v1.CaptureOrder.$Shape;
            static create(properties?: hopscope.v1.CaptureOrder.$Properties): hopscope.v1.CaptureOrder;

            /**
             * Encodes the specified CaptureOrder message. Does not implicitly {@link hopscope.v1.CaptureOrder.verify|verify} messages.
             * @param message CaptureOrder message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.CaptureOrder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaptureOrder message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.CaptureOrder & hopscope.v1.CaptureOrder.$Shape} CaptureOrder
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.CaptureOrder & hopscope.v1.CaptureOrder.$Shape;

            /**
             * Creates a CaptureOrder message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaptureOrder
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.CaptureOrder;

            /**
             * Creates a plain object from a CaptureOrder message. Also converts values to other types if specified.
             * @param message CaptureOrder
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.CaptureOrder, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaptureOrder to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for CaptureOrder
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace CaptureOrder {

            /** Properties of a CaptureOrder. */
            interface $Properties {

                /** CaptureOrder capture */
                capture?: (number|null);

                /** CaptureOrder device */
                device?: (hopscope.v1.DeviceName.$Properties|null);

                /** CaptureOrder promiscuous */
                promiscuous?: (boolean|null);

                /** CaptureOrder match */
                match?: (hopscope.v1.Match.$Properties|null);

                /** CaptureOrder snapBytes */
                snapBytes?: (number|null);

                /** CaptureOrder packetsMax */
                packetsMax?: (number|null);

                /** CaptureOrder bytesMax */
                bytesMax?: (number|null);

                /** CaptureOrder rawFrames */
                rawFrames?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaptureOrder. */
            type $Shape = hopscope.v1.CaptureOrder.$Properties;
        }

        /**
         * Properties of an EvidenceOrder.
         * @deprecated Use hopscope.v1.EvidenceOrder.$Properties instead.
         */
        interface IEvidenceOrder extends hopscope.v1.EvidenceOrder.$Properties {
        }

        /** Represents an EvidenceOrder. */
        class EvidenceOrder {

            /**
             * Constructs a new EvidenceOrder.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.EvidenceOrder.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EvidenceOrder evidence. */
            evidence: number;

            /** EvidenceOrder reader. */
            reader: string;

            /** EvidenceOrder netns. */
            netns: string;

            /** EvidenceOrder selectors. */
            selectors: string[];

            /** EvidenceOrder phase. */
            phase: string;

            /**
             * Creates a new EvidenceOrder instance using the specified properties.
             * @param [properties] Properties to set
             * @returns EvidenceOrder instance
             */
            static create(properties: hopscope.v1.EvidenceOrder.$Shape): hopscope.v1.EvidenceOrder & hopscope.v1.EvidenceOrder.$Shape;
            static create(properties?: hopscope.v1.EvidenceOrder.$Properties): hopscope.v1.EvidenceOrder;

            /**
             * Encodes the specified EvidenceOrder message. Does not implicitly {@link hopscope.v1.EvidenceOrder.verify|verify} messages.
             * @param message EvidenceOrder message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.EvidenceOrder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EvidenceOrder message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.EvidenceOrder & hopscope.v1.EvidenceOrder.$Shape} EvidenceOrder
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.EvidenceOrder & hopscope.v1.EvidenceOrder.$Shape;

            /**
             * Creates an EvidenceOrder message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns EvidenceOrder
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.EvidenceOrder;

            /**
             * Creates a plain object from an EvidenceOrder message. Also converts values to other types if specified.
             * @param message EvidenceOrder
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.EvidenceOrder, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this EvidenceOrder to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for EvidenceOrder
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace EvidenceOrder {

            /** Properties of an EvidenceOrder. */
            interface $Properties {

                /** EvidenceOrder evidence */
                evidence?: (number|null);

                /** EvidenceOrder reader */
                reader?: (string|null);

                /** EvidenceOrder netns */
                netns?: (string|null);

                /** EvidenceOrder selectors */
                selectors?: (string[]|null);

                /** EvidenceOrder phase */
                phase?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EvidenceOrder. */
            type $Shape = hopscope.v1.EvidenceOrder.$Properties;
        }

        /**
         * Properties of a ConntrackWatch.
         * @deprecated Use hopscope.v1.ConntrackWatch.$Properties instead.
         */
        interface IConntrackWatch extends hopscope.v1.ConntrackWatch.$Properties {
        }

        /** Represents a ConntrackWatch. */
        class ConntrackWatch {

            /**
             * Constructs a new ConntrackWatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ConntrackWatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConntrackWatch netns. */
            netns: string;

            /** ConntrackWatch addresses. */
            addresses: string[];

            /**
             * Creates a new ConntrackWatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConntrackWatch instance
             */
            static create(properties: hopscope.v1.ConntrackWatch.$Shape): hopscope.v1.ConntrackWatch & hopscope.v1.ConntrackWatch.$Shape;
            static create(properties?: hopscope.v1.ConntrackWatch.$Properties): hopscope.v1.ConntrackWatch;

            /**
             * Encodes the specified ConntrackWatch message. Does not implicitly {@link hopscope.v1.ConntrackWatch.verify|verify} messages.
             * @param message ConntrackWatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ConntrackWatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConntrackWatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ConntrackWatch & hopscope.v1.ConntrackWatch.$Shape} ConntrackWatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ConntrackWatch & hopscope.v1.ConntrackWatch.$Shape;

            /**
             * Creates a ConntrackWatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConntrackWatch
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ConntrackWatch;

            /**
             * Creates a plain object from a ConntrackWatch message. Also converts values to other types if specified.
             * @param message ConntrackWatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ConntrackWatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConntrackWatch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ConntrackWatch
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConntrackWatch {

            /** Properties of a ConntrackWatch. */
            interface $Properties {

                /** ConntrackWatch netns */
                netns?: (string|null);

                /** ConntrackWatch addresses */
                addresses?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConntrackWatch. */
            type $Shape = hopscope.v1.ConntrackWatch.$Properties;
        }

        /**
         * Properties of an ArmRequest.
         * @deprecated Use hopscope.v1.ArmRequest.$Properties instead.
         */
        interface IArmRequest extends hopscope.v1.ArmRequest.$Properties {
        }

        /** Represents an ArmRequest. */
        class ArmRequest {

            /**
             * Constructs a new ArmRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ArmRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ArmRequest trace. */
            trace: string;

            /** ArmRequest order. */
            order: string;

            /** ArmRequest leaseMs. */
            leaseMs: number;

            /** ArmRequest durationMaxMs. */
            durationMaxMs: number;

            /** ArmRequest captures. */
            captures: hopscope.v1.CaptureOrder.$Properties[];

            /** ArmRequest evidence. */
            evidence: hopscope.v1.EvidenceOrder.$Properties[];

            /** ArmRequest conntrack. */
            conntrack: hopscope.v1.ConntrackWatch.$Properties[];

            /** ArmRequest sampleShift. */
            sampleShift: number;

            /**
             * Creates a new ArmRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ArmRequest instance
             */
            static create(properties: hopscope.v1.ArmRequest.$Shape): hopscope.v1.ArmRequest & hopscope.v1.ArmRequest.$Shape;
            static create(properties?: hopscope.v1.ArmRequest.$Properties): hopscope.v1.ArmRequest;

            /**
             * Encodes the specified ArmRequest message. Does not implicitly {@link hopscope.v1.ArmRequest.verify|verify} messages.
             * @param message ArmRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ArmRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ArmRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ArmRequest & hopscope.v1.ArmRequest.$Shape} ArmRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ArmRequest & hopscope.v1.ArmRequest.$Shape;

            /**
             * Creates an ArmRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ArmRequest
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ArmRequest;

            /**
             * Creates a plain object from an ArmRequest message. Also converts values to other types if specified.
             * @param message ArmRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ArmRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ArmRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ArmRequest
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ArmRequest {

            /** Properties of an ArmRequest. */
            interface $Properties {

                /** ArmRequest trace */
                trace?: (string|null);

                /** ArmRequest order */
                order?: (string|null);

                /** ArmRequest leaseMs */
                leaseMs?: (number|null);

                /** ArmRequest durationMaxMs */
                durationMaxMs?: (number|null);

                /** ArmRequest captures */
                captures?: (hopscope.v1.CaptureOrder.$Properties[]|null);

                /** ArmRequest evidence */
                evidence?: (hopscope.v1.EvidenceOrder.$Properties[]|null);

                /** ArmRequest conntrack */
                conntrack?: (hopscope.v1.ConntrackWatch.$Properties[]|null);

                /** ArmRequest sampleShift */
                sampleShift?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ArmRequest. */
            type $Shape = hopscope.v1.ArmRequest.$Properties;
        }

        /**
         * Properties of an ArmedCapture.
         * @deprecated Use hopscope.v1.ArmedCapture.$Properties instead.
         */
        interface IArmedCapture extends hopscope.v1.ArmedCapture.$Properties {
        }

        /** Represents an ArmedCapture. */
        class ArmedCapture {

            /**
             * Constructs a new ArmedCapture.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ArmedCapture.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ArmedCapture capture. */
            capture: number;

            /** ArmedCapture failure. */
            failure?: (hopscope.v1.Failure.$Properties|null);

            /** ArmedCapture ifindex. */
            ifindex: number;

            /** ArmedCapture netnsInode. */
            netnsInode: number;

            /** ArmedCapture filter. */
            filter: string;

            /**
             * Creates a new ArmedCapture instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ArmedCapture instance
             */
            static create(properties: hopscope.v1.ArmedCapture.$Shape): hopscope.v1.ArmedCapture & hopscope.v1.ArmedCapture.$Shape;
            static create(properties?: hopscope.v1.ArmedCapture.$Properties): hopscope.v1.ArmedCapture;

            /**
             * Encodes the specified ArmedCapture message. Does not implicitly {@link hopscope.v1.ArmedCapture.verify|verify} messages.
             * @param message ArmedCapture message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ArmedCapture.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ArmedCapture message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ArmedCapture & hopscope.v1.ArmedCapture.$Shape} ArmedCapture
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ArmedCapture & hopscope.v1.ArmedCapture.$Shape;

            /**
             * Creates an ArmedCapture message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ArmedCapture
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ArmedCapture;

            /**
             * Creates a plain object from an ArmedCapture message. Also converts values to other types if specified.
             * @param message ArmedCapture
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ArmedCapture, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ArmedCapture to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ArmedCapture
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ArmedCapture {

            /** Properties of an ArmedCapture. */
            interface $Properties {

                /** ArmedCapture capture */
                capture?: (number|null);

                /** ArmedCapture failure */
                failure?: (hopscope.v1.Failure.$Properties|null);

                /** ArmedCapture ifindex */
                ifindex?: (number|null);

                /** ArmedCapture netnsInode */
                netnsInode?: (number|null);

                /** ArmedCapture filter */
                filter?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ArmedCapture. */
            type $Shape = hopscope.v1.ArmedCapture.$Properties;
        }

        /**
         * Properties of an ArmResponse.
         * @deprecated Use hopscope.v1.ArmResponse.$Properties instead.
         */
        interface IArmResponse extends hopscope.v1.ArmResponse.$Properties {
        }

        /** Represents an ArmResponse. */
        class ArmResponse {

            /**
             * Constructs a new ArmResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ArmResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ArmResponse failure. */
            failure?: (hopscope.v1.Failure.$Properties|null);

            /** ArmResponse captures. */
            captures: hopscope.v1.ArmedCapture.$Properties[];

            /** ArmResponse armedAt. */
            armedAt?: (hopscope.v1.Time.$Properties|null);

            /** ArmResponse evidenceCount. */
            evidenceCount: number;

            /**
             * Creates a new ArmResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ArmResponse instance
             */
            static create(properties: hopscope.v1.ArmResponse.$Shape): hopscope.v1.ArmResponse & hopscope.v1.ArmResponse.$Shape;
            static create(properties?: hopscope.v1.ArmResponse.$Properties): hopscope.v1.ArmResponse;

            /**
             * Encodes the specified ArmResponse message. Does not implicitly {@link hopscope.v1.ArmResponse.verify|verify} messages.
             * @param message ArmResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ArmResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ArmResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ArmResponse & hopscope.v1.ArmResponse.$Shape} ArmResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ArmResponse & hopscope.v1.ArmResponse.$Shape;

            /**
             * Creates an ArmResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ArmResponse
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ArmResponse;

            /**
             * Creates a plain object from an ArmResponse message. Also converts values to other types if specified.
             * @param message ArmResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ArmResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ArmResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ArmResponse
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ArmResponse {

            /** Properties of an ArmResponse. */
            interface $Properties {

                /** ArmResponse failure */
                failure?: (hopscope.v1.Failure.$Properties|null);

                /** ArmResponse captures */
                captures?: (hopscope.v1.ArmedCapture.$Properties[]|null);

                /** ArmResponse armedAt */
                armedAt?: (hopscope.v1.Time.$Properties|null);

                /** ArmResponse evidenceCount */
                evidenceCount?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ArmResponse. */
            type $Shape = hopscope.v1.ArmResponse.$Properties;
        }

        /**
         * Properties of a RenewRequest.
         * @deprecated Use hopscope.v1.RenewRequest.$Properties instead.
         */
        interface IRenewRequest extends hopscope.v1.RenewRequest.$Properties {
        }

        /** Represents a RenewRequest. */
        class RenewRequest {

            /**
             * Constructs a new RenewRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.RenewRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RenewRequest trace. */
            trace: string;

            /** RenewRequest order. */
            order: string;

            /** RenewRequest leaseMs. */
            leaseMs: number;

            /** RenewRequest sampleShift. */
            sampleShift: number;

            /**
             * Creates a new RenewRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RenewRequest instance
             */
            static create(properties: hopscope.v1.RenewRequest.$Shape): hopscope.v1.RenewRequest & hopscope.v1.RenewRequest.$Shape;
            static create(properties?: hopscope.v1.RenewRequest.$Properties): hopscope.v1.RenewRequest;

            /**
             * Encodes the specified RenewRequest message. Does not implicitly {@link hopscope.v1.RenewRequest.verify|verify} messages.
             * @param message RenewRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.RenewRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RenewRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.RenewRequest & hopscope.v1.RenewRequest.$Shape} RenewRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.RenewRequest & hopscope.v1.RenewRequest.$Shape;

            /**
             * Creates a RenewRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RenewRequest
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.RenewRequest;

            /**
             * Creates a plain object from a RenewRequest message. Also converts values to other types if specified.
             * @param message RenewRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.RenewRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RenewRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for RenewRequest
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace RenewRequest {

            /** Properties of a RenewRequest. */
            interface $Properties {

                /** RenewRequest trace */
                trace?: (string|null);

                /** RenewRequest order */
                order?: (string|null);

                /** RenewRequest leaseMs */
                leaseMs?: (number|null);

                /** RenewRequest sampleShift */
                sampleShift?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RenewRequest. */
            type $Shape = hopscope.v1.RenewRequest.$Properties;
        }

        /**
         * Properties of a RenewResponse.
         * @deprecated Use hopscope.v1.RenewResponse.$Properties instead.
         */
        interface IRenewResponse extends hopscope.v1.RenewResponse.$Properties {
        }

        /** Represents a RenewResponse. */
        class RenewResponse {

            /**
             * Constructs a new RenewResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.RenewResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RenewResponse failure. */
            failure?: (hopscope.v1.Failure.$Properties|null);

            /** RenewResponse remainingMs. */
            remainingMs: number;

            /** RenewResponse sampleShift. */
            sampleShift: number;

            /**
             * Creates a new RenewResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RenewResponse instance
             */
            static create(properties: hopscope.v1.RenewResponse.$Shape): hopscope.v1.RenewResponse & hopscope.v1.RenewResponse.$Shape;
            static create(properties?: hopscope.v1.RenewResponse.$Properties): hopscope.v1.RenewResponse;

            /**
             * Encodes the specified RenewResponse message. Does not implicitly {@link hopscope.v1.RenewResponse.verify|verify} messages.
             * @param message RenewResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.RenewResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RenewResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.RenewResponse & hopscope.v1.RenewResponse.$Shape} RenewResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.RenewResponse & hopscope.v1.RenewResponse.$Shape;

            /**
             * Creates a RenewResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RenewResponse
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.RenewResponse;

            /**
             * Creates a plain object from a RenewResponse message. Also converts values to other types if specified.
             * @param message RenewResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.RenewResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RenewResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for RenewResponse
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace RenewResponse {

            /** Properties of a RenewResponse. */
            interface $Properties {

                /** RenewResponse failure */
                failure?: (hopscope.v1.Failure.$Properties|null);

                /** RenewResponse remainingMs */
                remainingMs?: (number|null);

                /** RenewResponse sampleShift */
                sampleShift?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RenewResponse. */
            type $Shape = hopscope.v1.RenewResponse.$Properties;
        }

        /**
         * Properties of a ReleaseRequest.
         * @deprecated Use hopscope.v1.ReleaseRequest.$Properties instead.
         */
        interface IReleaseRequest extends hopscope.v1.ReleaseRequest.$Properties {
        }

        /** Represents a ReleaseRequest. */
        class ReleaseRequest {

            /**
             * Constructs a new ReleaseRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ReleaseRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReleaseRequest trace. */
            trace: string;

            /** ReleaseRequest order. */
            order: string;

            /**
             * Creates a new ReleaseRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReleaseRequest instance
             */
            static create(properties: hopscope.v1.ReleaseRequest.$Shape): hopscope.v1.ReleaseRequest & hopscope.v1.ReleaseRequest.$Shape;
            static create(properties?: hopscope.v1.ReleaseRequest.$Properties): hopscope.v1.ReleaseRequest;

            /**
             * Encodes the specified ReleaseRequest message. Does not implicitly {@link hopscope.v1.ReleaseRequest.verify|verify} messages.
             * @param message ReleaseRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ReleaseRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReleaseRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ReleaseRequest & hopscope.v1.ReleaseRequest.$Shape} ReleaseRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ReleaseRequest & hopscope.v1.ReleaseRequest.$Shape;

            /**
             * Creates a ReleaseRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReleaseRequest
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ReleaseRequest;

            /**
             * Creates a plain object from a ReleaseRequest message. Also converts values to other types if specified.
             * @param message ReleaseRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ReleaseRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReleaseRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ReleaseRequest
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ReleaseRequest {

            /** Properties of a ReleaseRequest. */
            interface $Properties {

                /** ReleaseRequest trace */
                trace?: (string|null);

                /** ReleaseRequest order */
                order?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReleaseRequest. */
            type $Shape = hopscope.v1.ReleaseRequest.$Properties;
        }

        /**
         * Properties of a CaptureCounts.
         * @deprecated Use hopscope.v1.CaptureCounts.$Properties instead.
         */
        interface ICaptureCounts extends hopscope.v1.CaptureCounts.$Properties {
        }

        /** Represents a CaptureCounts. */
        class CaptureCounts {

            /**
             * Constructs a new CaptureCounts.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.CaptureCounts.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaptureCounts capture. */
            capture: number;

            /** CaptureCounts seen. */
            seen: number;

            /** CaptureCounts matched. */
            matched: number;

            /** CaptureCounts droppedByKernel. */
            droppedByKernel: number;

            /** CaptureCounts droppedByAgent. */
            droppedByAgent: number;

            /** CaptureCounts endedBy. */
            endedBy: string;

            /** CaptureCounts stoppedAt. */
            stoppedAt?: (hopscope.v1.Time.$Properties|null);

            /** CaptureCounts digested. */
            digested: number;

            /** CaptureCounts sampledOut. */
            sampledOut: number;

            /** CaptureCounts sampleShift. */
            sampleShift: number;

            /**
             * Creates a new CaptureCounts instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CaptureCounts instance
             */
            static create(properties: hopscope.v1.CaptureCounts.$Shape): hopscope.v1.CaptureCounts & hopscope.v1.CaptureCounts.$Shape;
            static create(properties?: hopscope.v1.CaptureCounts.$Properties): hopscope.v1.CaptureCounts;

            /**
             * Encodes the specified CaptureCounts message. Does not implicitly {@link hopscope.v1.CaptureCounts.verify|verify} messages.
             * @param message CaptureCounts message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.CaptureCounts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaptureCounts message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.CaptureCounts & hopscope.v1.CaptureCounts.$Shape} CaptureCounts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.CaptureCounts & hopscope.v1.CaptureCounts.$Shape;

            /**
             * Creates a CaptureCounts message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaptureCounts
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.CaptureCounts;

            /**
             * Creates a plain object from a CaptureCounts message. Also converts values to other types if specified.
             * @param message CaptureCounts
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.CaptureCounts, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaptureCounts to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for CaptureCounts
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace CaptureCounts {

            /** Properties of a CaptureCounts. */
            interface $Properties {

                /** CaptureCounts capture */
                capture?: (number|null);

                /** CaptureCounts seen */
                seen?: (number|null);

                /** CaptureCounts matched */
                matched?: (number|null);

                /** CaptureCounts droppedByKernel */
                droppedByKernel?: (number|null);

                /** CaptureCounts droppedByAgent */
                droppedByAgent?: (number|null);

                /** CaptureCounts endedBy */
                endedBy?: (string|null);

                /** CaptureCounts stoppedAt */
                stoppedAt?: (hopscope.v1.Time.$Properties|null);

                /** CaptureCounts digested */
                digested?: (number|null);

                /** CaptureCounts sampledOut */
                sampledOut?: (number|null);

                /** CaptureCounts sampleShift */
                sampleShift?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaptureCounts. */
            type $Shape = hopscope.v1.CaptureCounts.$Properties;
        }

        /**
         * Properties of a ReleaseResponse.
         * @deprecated Use hopscope.v1.ReleaseResponse.$Properties instead.
         */
        interface IReleaseResponse extends hopscope.v1.ReleaseResponse.$Properties {
        }

        /** Represents a ReleaseResponse. */
        class ReleaseResponse {

            /**
             * Constructs a new ReleaseResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ReleaseResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReleaseResponse failure. */
            failure?: (hopscope.v1.Failure.$Properties|null);

            /** ReleaseResponse lastSequence. */
            lastSequence: number;

            /** ReleaseResponse captures. */
            captures: hopscope.v1.CaptureCounts.$Properties[];

            /** ReleaseResponse stoppedAt. */
            stoppedAt?: (hopscope.v1.Time.$Properties|null);

            /**
             * Creates a new ReleaseResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReleaseResponse instance
             */
            static create(properties: hopscope.v1.ReleaseResponse.$Shape): hopscope.v1.ReleaseResponse & hopscope.v1.ReleaseResponse.$Shape;
            static create(properties?: hopscope.v1.ReleaseResponse.$Properties): hopscope.v1.ReleaseResponse;

            /**
             * Encodes the specified ReleaseResponse message. Does not implicitly {@link hopscope.v1.ReleaseResponse.verify|verify} messages.
             * @param message ReleaseResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ReleaseResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReleaseResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ReleaseResponse & hopscope.v1.ReleaseResponse.$Shape} ReleaseResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ReleaseResponse & hopscope.v1.ReleaseResponse.$Shape;

            /**
             * Creates a ReleaseResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReleaseResponse
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ReleaseResponse;

            /**
             * Creates a plain object from a ReleaseResponse message. Also converts values to other types if specified.
             * @param message ReleaseResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ReleaseResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReleaseResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ReleaseResponse
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ReleaseResponse {

            /** Properties of a ReleaseResponse. */
            interface $Properties {

                /** ReleaseResponse failure */
                failure?: (hopscope.v1.Failure.$Properties|null);

                /** ReleaseResponse lastSequence */
                lastSequence?: (number|null);

                /** ReleaseResponse captures */
                captures?: (hopscope.v1.CaptureCounts.$Properties[]|null);

                /** ReleaseResponse stoppedAt */
                stoppedAt?: (hopscope.v1.Time.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReleaseResponse. */
            type $Shape = hopscope.v1.ReleaseResponse.$Properties;
        }

        /**
         * Properties of a SnapshotRequest.
         * @deprecated Use hopscope.v1.SnapshotRequest.$Properties instead.
         */
        interface ISnapshotRequest extends hopscope.v1.SnapshotRequest.$Properties {
        }

        /** Represents a SnapshotRequest. */
        class SnapshotRequest {

            /**
             * Constructs a new SnapshotRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.SnapshotRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SnapshotRequest trace. */
            trace: string;

            /** SnapshotRequest evidence. */
            evidence: hopscope.v1.EvidenceOrder.$Properties[];

            /**
             * Creates a new SnapshotRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotRequest instance
             */
            static create(properties: hopscope.v1.SnapshotRequest.$Shape): hopscope.v1.SnapshotRequest & hopscope.v1.SnapshotRequest.$Shape;
            static create(properties?: hopscope.v1.SnapshotRequest.$Properties): hopscope.v1.SnapshotRequest;

            /**
             * Encodes the specified SnapshotRequest message. Does not implicitly {@link hopscope.v1.SnapshotRequest.verify|verify} messages.
             * @param message SnapshotRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.SnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.SnapshotRequest & hopscope.v1.SnapshotRequest.$Shape} SnapshotRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.SnapshotRequest & hopscope.v1.SnapshotRequest.$Shape;

            /**
             * Creates a SnapshotRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SnapshotRequest
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.SnapshotRequest;

            /**
             * Creates a plain object from a SnapshotRequest message. Also converts values to other types if specified.
             * @param message SnapshotRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.SnapshotRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SnapshotRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for SnapshotRequest
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SnapshotRequest {

            /** Properties of a SnapshotRequest. */
            interface $Properties {

                /** SnapshotRequest trace */
                trace?: (string|null);

                /** SnapshotRequest evidence */
                evidence?: (hopscope.v1.EvidenceOrder.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SnapshotRequest. */
            type $Shape = hopscope.v1.SnapshotRequest.$Properties;
        }

        /**
         * Properties of a SnapshotResponse.
         * @deprecated Use hopscope.v1.SnapshotResponse.$Properties instead.
         */
        interface ISnapshotResponse extends hopscope.v1.SnapshotResponse.$Properties {
        }

        /** Represents a SnapshotResponse. */
        class SnapshotResponse {

            /**
             * Constructs a new SnapshotResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.SnapshotResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SnapshotResponse failure. */
            failure?: (hopscope.v1.Failure.$Properties|null);

            /** SnapshotResponse evidence. */
            evidence: hopscope.v1.Evidence.$Properties[];

            /**
             * Creates a new SnapshotResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotResponse instance
             */
            static create(properties: hopscope.v1.SnapshotResponse.$Shape): hopscope.v1.SnapshotResponse & hopscope.v1.SnapshotResponse.$Shape;
            static create(properties?: hopscope.v1.SnapshotResponse.$Properties): hopscope.v1.SnapshotResponse;

            /**
             * Encodes the specified SnapshotResponse message. Does not implicitly {@link hopscope.v1.SnapshotResponse.verify|verify} messages.
             * @param message SnapshotResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.SnapshotResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.SnapshotResponse & hopscope.v1.SnapshotResponse.$Shape} SnapshotResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.SnapshotResponse & hopscope.v1.SnapshotResponse.$Shape;

            /**
             * Creates a SnapshotResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SnapshotResponse
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.SnapshotResponse;

            /**
             * Creates a plain object from a SnapshotResponse message. Also converts values to other types if specified.
             * @param message SnapshotResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.SnapshotResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SnapshotResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for SnapshotResponse
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SnapshotResponse {

            /** Properties of a SnapshotResponse. */
            interface $Properties {

                /** SnapshotResponse failure */
                failure?: (hopscope.v1.Failure.$Properties|null);

                /** SnapshotResponse evidence */
                evidence?: (hopscope.v1.Evidence.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SnapshotResponse. */
            type $Shape = hopscope.v1.SnapshotResponse.$Properties;
        }

        /**
         * Properties of an Evidence.
         * @deprecated Use hopscope.v1.Evidence.$Properties instead.
         */
        interface IEvidence extends hopscope.v1.Evidence.$Properties {
        }

        /** Represents an Evidence. */
        class Evidence {

            /**
             * Constructs a new Evidence.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Evidence.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Evidence evidence. */
            evidence: number;

            /** Evidence reader. */
            reader: string;

            /** Evidence netns. */
            netns: string;

            /** Evidence selectors. */
            selectors: string[];

            /** Evidence phase. */
            phase: string;

            /** Evidence argv. */
            argv: string[];

            /** Evidence rc. */
            rc: number;

            /** Evidence startedAt. */
            startedAt?: (hopscope.v1.Time.$Properties|null);

            /** Evidence endedAt. */
            endedAt?: (hopscope.v1.Time.$Properties|null);

            /** Evidence truncated. */
            truncated: boolean;

            /** Evidence deflated. */
            deflated: boolean;

            /** Evidence body. */
            body: Uint8Array;

            /** Evidence failure. */
            failure: string;

            /** Evidence netlink. */
            netlink: boolean;

            /**
             * Creates a new Evidence instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Evidence instance
             */
            static create(properties: hopscope.v1.Evidence.$Shape): hopscope.v1.Evidence & hopscope.v1.Evidence.$Shape;
            static create(properties?: hopscope.v1.Evidence.$Properties): hopscope.v1.Evidence;

            /**
             * Encodes the specified Evidence message. Does not implicitly {@link hopscope.v1.Evidence.verify|verify} messages.
             * @param message Evidence message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Evidence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Evidence message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Evidence & hopscope.v1.Evidence.$Shape} Evidence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Evidence & hopscope.v1.Evidence.$Shape;

            /**
             * Creates an Evidence message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Evidence
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Evidence;

            /**
             * Creates a plain object from an Evidence message. Also converts values to other types if specified.
             * @param message Evidence
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Evidence, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Evidence to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Evidence
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Evidence {

            /** Properties of an Evidence. */
            interface $Properties {

                /** Evidence evidence */
                evidence?: (number|null);

                /** Evidence reader */
                reader?: (string|null);

                /** Evidence netns */
                netns?: (string|null);

                /** Evidence selectors */
                selectors?: (string[]|null);

                /** Evidence phase */
                phase?: (string|null);

                /** Evidence argv */
                argv?: (string[]|null);

                /** Evidence rc */
                rc?: (number|null);

                /** Evidence startedAt */
                startedAt?: (hopscope.v1.Time.$Properties|null);

                /** Evidence endedAt */
                endedAt?: (hopscope.v1.Time.$Properties|null);

                /** Evidence truncated */
                truncated?: (boolean|null);

                /** Evidence deflated */
                deflated?: (boolean|null);

                /** Evidence body */
                body?: (Uint8Array|null);

                /** Evidence failure */
                failure?: (string|null);

                /** Evidence netlink */
                netlink?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Evidence. */
            type $Shape = hopscope.v1.Evidence.$Properties;
        }

        /**
         * Properties of a Probe.
         * @deprecated Use hopscope.v1.Probe.$Properties instead.
         */
        interface IProbe extends hopscope.v1.Probe.$Properties {
        }

        /** Represents a Probe. */
        class Probe {

            /**
             * Constructs a new Probe.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Probe.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Probe protocol. */
            protocol: string;

            /** Probe srcMac. */
            srcMac: string;

            /** Probe dstMac. */
            dstMac: string;

            /** Probe src. */
            src: string;

            /** Probe dst. */
            dst: string;

            /** Probe srcPort. */
            srcPort: number;

            /** Probe dstPort. */
            dstPort: number;

            /** Probe count. */
            count: number;

            /** Probe rate. */
            rate: number;

            /** Probe payloadBytes. */
            payloadBytes: number;

            /** Probe dontFragment. */
            dontFragment: boolean;

            /** Probe payload. */
            payload: Uint8Array;

            /** Probe ipIdFirst. */
            ipIdFirst: number;

            /** Probe payloadNumbered. */
            payloadNumbered: boolean;

            /** Probe mtu. */
            mtu: number;

            /**
             * Creates a new Probe instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Probe instance
             */
            static create(properties: hopscope.v1.Probe.$Shape): hopscope.v1.Probe & hopscope.v1.Probe.$Shape;
            static create(properties?: hopscope.v1.Probe.$Properties): hopscope.v1.Probe;

            /**
             * Encodes the specified Probe message. Does not implicitly {@link hopscope.v1.Probe.verify|verify} messages.
             * @param message Probe message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Probe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Probe message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Probe & hopscope.v1.Probe.$Shape} Probe
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Probe & hopscope.v1.Probe.$Shape;

            /**
             * Creates a Probe message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Probe
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Probe;

            /**
             * Creates a plain object from a Probe message. Also converts values to other types if specified.
             * @param message Probe
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Probe, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Probe to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Probe
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Probe {

            /** Properties of a Probe. */
            interface $Properties {

                /** Probe protocol */
                protocol?: (string|null);

                /** Probe srcMac */
                srcMac?: (string|null);

                /** Probe dstMac */
                dstMac?: (string|null);

                /** Probe src */
                src?: (string|null);

                /** Probe dst */
                dst?: (string|null);

                /** Probe srcPort */
                srcPort?: (number|null);

                /** Probe dstPort */
                dstPort?: (number|null);

                /** Probe count */
                count?: (number|null);

                /** Probe rate */
                rate?: (number|null);

                /** Probe payloadBytes */
                payloadBytes?: (number|null);

                /** Probe dontFragment */
                dontFragment?: (boolean|null);

                /** Probe payload */
                payload?: (Uint8Array|null);

                /** Probe ipIdFirst */
                ipIdFirst?: (number|null);

                /** Probe payloadNumbered */
                payloadNumbered?: (boolean|null);

                /** Probe mtu */
                mtu?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Probe. */
            type $Shape = hopscope.v1.Probe.$Properties;
        }

        /**
         * Properties of an InjectRequest.
         * @deprecated Use hopscope.v1.InjectRequest.$Properties instead.
         */
        interface IInjectRequest extends hopscope.v1.InjectRequest.$Properties {
        }

        /** Represents an InjectRequest. */
        class InjectRequest {

            /**
             * Constructs a new InjectRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.InjectRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InjectRequest trace. */
            trace: string;

            /** InjectRequest order. */
            order: string;

            /** InjectRequest device. */
            device: string;

            /** InjectRequest probe. */
            probe?: (hopscope.v1.Probe.$Properties|null);

            /**
             * Creates a new InjectRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InjectRequest instance
             */
            static create(properties: hopscope.v1.InjectRequest.$Shape): hopscope.v1.InjectRequest & hopscope.v1.InjectRequest.$Shape;
            static create(properties?: hopscope.v1.InjectRequest.$Properties): hopscope.v1.InjectRequest;

            /**
             * Encodes the specified InjectRequest message. Does not implicitly {@link hopscope.v1.InjectRequest.verify|verify} messages.
             * @param message InjectRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.InjectRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InjectRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.InjectRequest & hopscope.v1.InjectRequest.$Shape} InjectRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.InjectRequest & hopscope.v1.InjectRequest.$Shape;

            /**
             * Creates an InjectRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns InjectRequest
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.InjectRequest;

            /**
             * Creates a plain object from an InjectRequest message. Also converts values to other types if specified.
             * @param message InjectRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.InjectRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this InjectRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for InjectRequest
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace InjectRequest {

            /** Properties of an InjectRequest. */
            interface $Properties {

                /** InjectRequest trace */
                trace?: (string|null);

                /** InjectRequest order */
                order?: (string|null);

                /** InjectRequest device */
                device?: (string|null);

                /** InjectRequest probe */
                probe?: (hopscope.v1.Probe.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InjectRequest. */
            type $Shape = hopscope.v1.InjectRequest.$Properties;
        }

        /**
         * Properties of an InjectResponse.
         * @deprecated Use hopscope.v1.InjectResponse.$Properties instead.
         */
        interface IInjectResponse extends hopscope.v1.InjectResponse.$Properties {
        }

        /** Represents an InjectResponse. */
        class InjectResponse {

            /**
             * Constructs a new InjectResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.InjectResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InjectResponse failure. */
            failure?: (hopscope.v1.Failure.$Properties|null);

            /** InjectResponse sent. */
            sent: number;

            /** InjectResponse firstAt. */
            firstAt?: (hopscope.v1.Time.$Properties|null);

            /** InjectResponse lastAt. */
            lastAt?: (hopscope.v1.Time.$Properties|null);

            /**
             * Creates a new InjectResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InjectResponse instance
             */
            static create(properties: hopscope.v1.InjectResponse.$Shape): hopscope.v1.InjectResponse & hopscope.v1.InjectResponse.$Shape;
            static create(properties?: hopscope.v1.InjectResponse.$Properties): hopscope.v1.InjectResponse;

            /**
             * Encodes the specified InjectResponse message. Does not implicitly {@link hopscope.v1.InjectResponse.verify|verify} messages.
             * @param message InjectResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.InjectResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InjectResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.InjectResponse & hopscope.v1.InjectResponse.$Shape} InjectResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.InjectResponse & hopscope.v1.InjectResponse.$Shape;

            /**
             * Creates an InjectResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns InjectResponse
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.InjectResponse;

            /**
             * Creates a plain object from an InjectResponse message. Also converts values to other types if specified.
             * @param message InjectResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.InjectResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this InjectResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for InjectResponse
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace InjectResponse {

            /** Properties of an InjectResponse. */
            interface $Properties {

                /** InjectResponse failure */
                failure?: (hopscope.v1.Failure.$Properties|null);

                /** InjectResponse sent */
                sent?: (number|null);

                /** InjectResponse firstAt */
                firstAt?: (hopscope.v1.Time.$Properties|null);

                /** InjectResponse lastAt */
                lastAt?: (hopscope.v1.Time.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InjectResponse. */
            type $Shape = hopscope.v1.InjectResponse.$Properties;
        }

        /**
         * Properties of a ClockRequest.
         * @deprecated Use hopscope.v1.ClockRequest.$Properties instead.
         */
        interface IClockRequest extends hopscope.v1.ClockRequest.$Properties {
        }

        /** Represents a ClockRequest. */
        class ClockRequest {

            /**
             * Constructs a new ClockRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ClockRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClockRequest sentAt. */
            sentAt?: (hopscope.v1.Time.$Properties|null);

            /** ClockRequest asker. */
            asker: string;

            /**
             * Creates a new ClockRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClockRequest instance
             */
            static create(properties: hopscope.v1.ClockRequest.$Shape): hopscope.v1.ClockRequest & hopscope.v1.ClockRequest.$Shape;
            static create(properties?: hopscope.v1.ClockRequest.$Properties): hopscope.v1.ClockRequest;

            /**
             * Encodes the specified ClockRequest message. Does not implicitly {@link hopscope.v1.ClockRequest.verify|verify} messages.
             * @param message ClockRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ClockRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClockRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ClockRequest & hopscope.v1.ClockRequest.$Shape} ClockRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ClockRequest & hopscope.v1.ClockRequest.$Shape;

            /**
             * Creates a ClockRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ClockRequest
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ClockRequest;

            /**
             * Creates a plain object from a ClockRequest message. Also converts values to other types if specified.
             * @param message ClockRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ClockRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ClockRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ClockRequest
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ClockRequest {

            /** Properties of a ClockRequest. */
            interface $Properties {

                /** ClockRequest sentAt */
                sentAt?: (hopscope.v1.Time.$Properties|null);

                /** ClockRequest asker */
                asker?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClockRequest. */
            type $Shape = hopscope.v1.ClockRequest.$Properties;
        }

        /**
         * Properties of a ClockResponse.
         * @deprecated Use hopscope.v1.ClockResponse.$Properties instead.
         */
        interface IClockResponse extends hopscope.v1.ClockResponse.$Properties {
        }

        /** Represents a ClockResponse. */
        class ClockResponse {

            /**
             * Constructs a new ClockResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ClockResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClockResponse failure. */
            failure?: (hopscope.v1.Failure.$Properties|null);

            /** ClockResponse receivedAt. */
            receivedAt?: (hopscope.v1.Time.$Properties|null);

            /** ClockResponse repliedAt. */
            repliedAt?: (hopscope.v1.Time.$Properties|null);

            /** ClockResponse instance. */
            instance: string;

            /**
             * Creates a new ClockResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClockResponse instance
             */
            static create(properties: hopscope.v1.ClockResponse.$Shape): hopscope.v1.ClockResponse & hopscope.v1.ClockResponse.$Shape;
            static create(properties?: hopscope.v1.ClockResponse.$Properties): hopscope.v1.ClockResponse;

            /**
             * Encodes the specified ClockResponse message. Does not implicitly {@link hopscope.v1.ClockResponse.verify|verify} messages.
             * @param message ClockResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ClockResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClockResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ClockResponse & hopscope.v1.ClockResponse.$Shape} ClockResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ClockResponse & hopscope.v1.ClockResponse.$Shape;

            /**
             * Creates a ClockResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ClockResponse
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ClockResponse;

            /**
             * Creates a plain object from a ClockResponse message. Also converts values to other types if specified.
             * @param message ClockResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ClockResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ClockResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ClockResponse
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ClockResponse {

            /** Properties of a ClockResponse. */
            interface $Properties {

                /** ClockResponse failure */
                failure?: (hopscope.v1.Failure.$Properties|null);

                /** ClockResponse receivedAt */
                receivedAt?: (hopscope.v1.Time.$Properties|null);

                /** ClockResponse repliedAt */
                repliedAt?: (hopscope.v1.Time.$Properties|null);

                /** ClockResponse instance */
                instance?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClockResponse. */
            type $Shape = hopscope.v1.ClockResponse.$Properties;
        }

        /**
         * Properties of a Parcel.
         * @deprecated Use hopscope.v1.Parcel.$Properties instead.
         */
        interface IParcel extends hopscope.v1.Parcel.$Properties {
        }

        /** Represents a Parcel. */
        class Parcel {

            /**
             * Constructs a new Parcel.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Parcel.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Parcel sequence. */
            sequence: number;

            /** Parcel sightings. */
            sightings?: (hopscope.v1.Sightings.$Properties|null);

            /** Parcel evidence. */
            evidence?: (hopscope.v1.Evidence.$Properties|null);

            /** Parcel conntrack. */
            conntrack?: (hopscope.v1.ConntrackEvents.$Properties|null);

            /** Parcel event. */
            event?: (hopscope.v1.Event.$Properties|null);

            /** Parcel digests. */
            digests?: (hopscope.v1.Digests.$Properties|null);

            /** Parcel content. */
            content?: ("sightings"|"evidence"|"conntrack"|"event"|"digests");

            /**
             * Creates a new Parcel instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Parcel instance
             */
            static create(properties: hopscope.v1.Parcel.$Shape): hopscope.v1.Parcel & hopscope.v1.Parcel.$Shape;
            static create(properties?: hopscope.v1.Parcel.$Properties): hopscope.v1.Parcel;

            /**
             * Encodes the specified Parcel message. Does not implicitly {@link hopscope.v1.Parcel.verify|verify} messages.
             * @param message Parcel message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Parcel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Parcel message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Parcel & hopscope.v1.Parcel.$Shape} Parcel
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Parcel & hopscope.v1.Parcel.$Shape;

            /**
             * Creates a Parcel message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Parcel
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Parcel;

            /**
             * Creates a plain object from a Parcel message. Also converts values to other types if specified.
             * @param message Parcel
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Parcel, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Parcel to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Parcel
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Parcel {

            /** Properties of a Parcel. */
            interface $Properties {

                /** Parcel sequence */
                sequence?: (number|null);

                /** Parcel sightings */
                sightings?: (hopscope.v1.Sightings.$Properties|null);

                /** Parcel evidence */
                evidence?: (hopscope.v1.Evidence.$Properties|null);

                /** Parcel conntrack */
                conntrack?: (hopscope.v1.ConntrackEvents.$Properties|null);

                /** Parcel event */
                event?: (hopscope.v1.Event.$Properties|null);

                /** Parcel digests */
                digests?: (hopscope.v1.Digests.$Properties|null);

                /** Parcel content */
                content?: ("sightings"|"evidence"|"conntrack"|"event"|"digests");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Parcel. */
            type $Shape = {
              sequence?: number|null;
              sightings?: hopscope.v1.Sightings.$Shape|null;
              evidence?: hopscope.v1.Evidence.$Shape|null;
              conntrack?: hopscope.v1.ConntrackEvents.$Shape|null;
              event?: hopscope.v1.Event.$Shape|null;
              digests?: hopscope.v1.Digests.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ content?: undefined; sightings?: null; evidence?: null; conntrack?: null; event?: null; digests?: null }|{ content?: "sightings"; sightings: hopscope.v1.Sightings.$Shape; evidence?: null; conntrack?: null; event?: null; digests?: null }|{ content?: "evidence"; sightings?: null; evidence: hopscope.v1.Evidence.$Shape; conntrack?: null; event?: null; digests?: null }|{ content?: "conntrack"; sightings?: null; evidence?: null; conntrack: hopscope.v1.ConntrackEvents.$Shape; event?: null; digests?: null }|{ content?: "event"; sightings?: null; evidence?: null; conntrack?: null; event: hopscope.v1.Event.$Shape; digests?: null }|{ content?: "digests"; sightings?: null; evidence?: null; conntrack?: null; event?: null; digests: hopscope.v1.Digests.$Shape })
            );
        }

        /**
         * Properties of a Sightings.
         * @deprecated Use hopscope.v1.Sightings.$Properties instead.
         */
        interface ISightings extends hopscope.v1.Sightings.$Properties {
        }

        /** Represents a Sightings. */
        class Sightings {

            /**
             * Constructs a new Sightings.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Sightings.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Sightings capture. */
            capture: number;

            /** Sightings count. */
            count: number;

            /** Sightings sec. */
            sec: Uint8Array;

            /** Sightings nsec. */
            nsec: Uint8Array;

            /** Sightings side. */
            side: Uint8Array;

            /** Sightings originalBytes. */
            originalBytes: Uint8Array;

            /** Sightings capturedBytes. */
            capturedBytes: Uint8Array;

            /** Sightings frames. */
            frames: Uint8Array;

            /**
             * Creates a new Sightings instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Sightings instance
             */
            static create(properties: hopscope.v1.Sightings.$Shape): hopscope.v1.Sightings & hopscope.v1.Sightings.$Shape;
            static create(properties?: hopscope.v1.Sightings.$Properties): hopscope.v1.Sightings;

            /**
             * Encodes the specified Sightings message. Does not implicitly {@link hopscope.v1.Sightings.verify|verify} messages.
             * @param message Sightings message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Sightings.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Sightings message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Sightings & hopscope.v1.Sightings.$Shape} Sightings
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Sightings & hopscope.v1.Sightings.$Shape;

            /**
             * Creates a Sightings message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Sightings
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Sightings;

            /**
             * Creates a plain object from a Sightings message. Also converts values to other types if specified.
             * @param message Sightings
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Sightings, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Sightings to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Sightings
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Sightings {

            /** Properties of a Sightings. */
            interface $Properties {

                /** Sightings capture */
                capture?: (number|null);

                /** Sightings count */
                count?: (number|null);

                /** Sightings sec */
                sec?: (Uint8Array|null);

                /** Sightings nsec */
                nsec?: (Uint8Array|null);

                /** Sightings side */
                side?: (Uint8Array|null);

                /** Sightings originalBytes */
                originalBytes?: (Uint8Array|null);

                /** Sightings capturedBytes */
                capturedBytes?: (Uint8Array|null);

                /** Sightings frames */
                frames?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Sightings. */
            type $Shape = hopscope.v1.Sightings.$Properties;
        }

        /**
         * Properties of a Digests.
         * @deprecated Use hopscope.v1.Digests.$Properties instead.
         */
        interface IDigests extends hopscope.v1.Digests.$Properties {
        }

        /** Represents a Digests. */
        class Digests {

            /**
             * Constructs a new Digests.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Digests.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Digests capture. */
            capture: number;

            /** Digests count. */
            count: number;

            /** Digests rows. */
            rows: Uint8Array;

            /** Digests sampleShift. */
            sampleShift: number;

            /** Digests baseSec. */
            baseSec: number;

            /** Digests heads. */
            heads: Uint8Array;

            /**
             * Creates a new Digests instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Digests instance
             */
            static create(properties: hopscope.v1.Digests.$Shape): hopscope.v1.Digests & hopscope.v1.Digests.$Shape;
            static create(properties?: hopscope.v1.Digests.$Properties): hopscope.v1.Digests;

            /**
             * Encodes the specified Digests message. Does not implicitly {@link hopscope.v1.Digests.verify|verify} messages.
             * @param message Digests message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Digests.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Digests message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Digests & hopscope.v1.Digests.$Shape} Digests
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Digests & hopscope.v1.Digests.$Shape;

            /**
             * Creates a Digests message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Digests
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Digests;

            /**
             * Creates a plain object from a Digests message. Also converts values to other types if specified.
             * @param message Digests
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Digests, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Digests to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Digests
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Digests {

            /** Properties of a Digests. */
            interface $Properties {

                /** Digests capture */
                capture?: (number|null);

                /** Digests count */
                count?: (number|null);

                /** Digests rows */
                rows?: (Uint8Array|null);

                /** Digests sampleShift */
                sampleShift?: (number|null);

                /** Digests baseSec */
                baseSec?: (number|null);

                /** Digests heads */
                heads?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Digests. */
            type $Shape = hopscope.v1.Digests.$Properties;
        }

        /**
         * Properties of a ConntrackEvents.
         * @deprecated Use hopscope.v1.ConntrackEvents.$Properties instead.
         */
        interface IConntrackEvents extends hopscope.v1.ConntrackEvents.$Properties {
        }

        /** Represents a ConntrackEvents. */
        class ConntrackEvents {

            /**
             * Constructs a new ConntrackEvents.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.ConntrackEvents.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConntrackEvents netns. */
            netns: string;

            /** ConntrackEvents text. */
            text: string;

            /** ConntrackEvents messages. */
            messages: Uint8Array;

            /** ConntrackEvents sec. */
            sec: Uint8Array;

            /** ConntrackEvents nsec. */
            nsec: Uint8Array;

            /**
             * Creates a new ConntrackEvents instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConntrackEvents instance
             */
            static create(properties: hopscope.v1.ConntrackEvents.$Shape): hopscope.v1.ConntrackEvents & hopscope.v1.ConntrackEvents.$Shape;
            static create(properties?: hopscope.v1.ConntrackEvents.$Properties): hopscope.v1.ConntrackEvents;

            /**
             * Encodes the specified ConntrackEvents message. Does not implicitly {@link hopscope.v1.ConntrackEvents.verify|verify} messages.
             * @param message ConntrackEvents message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.ConntrackEvents.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConntrackEvents message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.ConntrackEvents & hopscope.v1.ConntrackEvents.$Shape} ConntrackEvents
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.ConntrackEvents & hopscope.v1.ConntrackEvents.$Shape;

            /**
             * Creates a ConntrackEvents message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConntrackEvents
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.ConntrackEvents;

            /**
             * Creates a plain object from a ConntrackEvents message. Also converts values to other types if specified.
             * @param message ConntrackEvents
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.ConntrackEvents, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConntrackEvents to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for ConntrackEvents
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConntrackEvents {

            /** Properties of a ConntrackEvents. */
            interface $Properties {

                /** ConntrackEvents netns */
                netns?: (string|null);

                /** ConntrackEvents text */
                text?: (string|null);

                /** ConntrackEvents messages */
                messages?: (Uint8Array|null);

                /** ConntrackEvents sec */
                sec?: (Uint8Array|null);

                /** ConntrackEvents nsec */
                nsec?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConntrackEvents. */
            type $Shape = hopscope.v1.ConntrackEvents.$Properties;
        }

        /**
         * Properties of an Event.
         * @deprecated Use hopscope.v1.Event.$Properties instead.
         */
        interface IEvent extends hopscope.v1.Event.$Properties {
        }

        /** Represents an Event. */
        class Event {

            /**
             * Constructs a new Event.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Event.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Event at. */
            at?: (hopscope.v1.Time.$Properties|null);

            /** Event code. */
            code: string;

            /** Event capture. */
            capture: number;

            /** Event message. */
            message: string;

            /**
             * Creates a new Event instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Event instance
             */
            static create(properties: hopscope.v1.Event.$Shape): hopscope.v1.Event & hopscope.v1.Event.$Shape;
            static create(properties?: hopscope.v1.Event.$Properties): hopscope.v1.Event;

            /**
             * Encodes the specified Event message. Does not implicitly {@link hopscope.v1.Event.verify|verify} messages.
             * @param message Event message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Event & hopscope.v1.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Event & hopscope.v1.Event.$Shape;

            /**
             * Creates an Event message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Event
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Event;

            /**
             * Creates a plain object from an Event message. Also converts values to other types if specified.
             * @param message Event
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Event, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Event to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Event
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Event {

            /** Properties of an Event. */
            interface $Properties {

                /** Event at */
                at?: (hopscope.v1.Time.$Properties|null);

                /** Event code */
                code?: (string|null);

                /** Event capture */
                capture?: (number|null);

                /** Event message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Event. */
            type $Shape = hopscope.v1.Event.$Properties;
        }

        /**
         * Properties of a Presence.
         * @deprecated Use hopscope.v1.Presence.$Properties instead.
         */
        interface IPresence extends hopscope.v1.Presence.$Properties {
        }

        /** Represents a Presence. */
        class Presence {

            /**
             * Constructs a new Presence.
             * @param [properties] Properties to set
             */
            constructor(properties?: hopscope.v1.Presence.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Presence node. */
            node: string;

            /** Presence instance. */
            instance: string;

            /** Presence version. */
            version: string;

            /** Presence since. */
            since?: (hopscope.v1.Time.$Properties|null);

            /** Presence state. */
            state: string;

            /** Presence policy. */
            policy?: (hopscope.v1.Policy.$Properties|null);

            /** Presence reason. */
            reason: string;

            /**
             * Creates a new Presence instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Presence instance
             */
            static create(properties: hopscope.v1.Presence.$Shape): hopscope.v1.Presence & hopscope.v1.Presence.$Shape;
            static create(properties?: hopscope.v1.Presence.$Properties): hopscope.v1.Presence;

            /**
             * Encodes the specified Presence message. Does not implicitly {@link hopscope.v1.Presence.verify|verify} messages.
             * @param message Presence message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hopscope.v1.Presence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Presence message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hopscope.v1.Presence & hopscope.v1.Presence.$Shape} Presence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hopscope.v1.Presence & hopscope.v1.Presence.$Shape;

            /**
             * Creates a Presence message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Presence
             */
            static fromObject(object: { [k: string]: any }): hopscope.v1.Presence;

            /**
             * Creates a plain object from a Presence message. Also converts values to other types if specified.
             * @param message Presence
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: hopscope.v1.Presence, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Presence to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };

            /**
             * Gets the type url for Presence
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Presence {

            /** Properties of a Presence. */
            interface $Properties {

                /** Presence node */
                node?: (string|null);

                /** Presence instance */
                instance?: (string|null);

                /** Presence version */
                version?: (string|null);

                /** Presence since */
                since?: (hopscope.v1.Time.$Properties|null);

                /** Presence state */
                state?: (string|null);

                /** Presence policy */
                policy?: (hopscope.v1.Policy.$Properties|null);

                /** Presence reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Presence. */
            type $Shape = hopscope.v1.Presence.$Properties;
        }
    }
}
